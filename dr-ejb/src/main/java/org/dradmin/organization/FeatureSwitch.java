package org.dradmin.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** Whether a feature is on, and since when. No row means off. */
@Entity
@Table(name = "feature_switch")
class FeatureSwitch {

    @Id
    private String feature;
    private boolean enabled;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Version
    private int version;

    protected FeatureSwitch() {
    }

    FeatureSwitch(Feature feature) {
        this.feature = feature.key();
    }

    boolean isEnabled() {
        return enabled;
    }

    void turn(boolean on, Instant now) {
        enabled = on;
        changedAt = now;
    }
}
