package org.dradmin.evidence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.dradmin.organization.Refusal;

/** How long events are kept; there is one. */
@Entity
@Table(name = "log_retention")
class RetentionPolicy {

    static final String ID = "log";
    static final int LEAST = 30;
    static final int MOST = 36_500;

    @Id
    private String id;
    @Column(name = "days")
    private int days;
    @Version
    private int version;

    protected RetentionPolicy() {
    }

    int days() {
        return days;
    }

    void change(int wanted) {
        if (wanted < LEAST || wanted > MOST) {
            throw new Refusal("Days: events are kept for " + LEAST + " to " + MOST + " days.");
        }
        days = wanted;
    }
}
