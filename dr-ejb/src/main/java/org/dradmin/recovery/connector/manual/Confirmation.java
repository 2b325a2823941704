package org.dradmin.recovery.connector.manual;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.dradmin.systemlog.Actor;

/** A person's word that a manual step is done. */
@Entity
@Table(name = "step_confirmation")
@IdClass(Confirmation.Key.class)
public class Confirmation {

    /** The key as JPA wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1;
        private String operationId;
        private String step;

        public Key() {
        }

        public Key(String operationId, String step) {
            this.operationId = operationId;
            this.step = step;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Objects.equals(key.operationId, operationId) && Objects.equals(key.step, step);
        }

        @Override
        public int hashCode() {
            return Objects.hash(operationId, step);
        }
    }

    @Id
    @Column(name = "operation_id")
    private String operationId;
    @Id
    private String step;
    @Column(name = "person_id")
    private String personId;
    @Column(name = "person_name")
    private String personName;
    private String note;
    @Column(name = "confirmed_at")
    private Instant confirmedAt;

    protected Confirmation() {
    }

    public Confirmation(String operationId, String step, Actor person, String note, Instant now) {
        this.operationId = operationId;
        this.step = step;
        this.personId = person.id();
        this.personName = person.displayName();
        this.note = note;
        this.confirmedAt = now;
    }

    public String getPersonName() {
        return personName;
    }

    public String getNote() {
        return note;
    }

    public Instant getConfirmedAt() {
        return confirmedAt;
    }
}
