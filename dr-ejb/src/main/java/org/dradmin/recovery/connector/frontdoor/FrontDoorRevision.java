package org.dradmin.recovery.connector.frontdoor;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Counts the changes of the routes, so that a node sees with one row whether it must read them anew. */
@Entity
@Table(name = "front_door_revision")
class FrontDoorRevision {

    static final String ID = "front-door";

    @Id
    private String id;
    private long revision;

    protected FrontDoorRevision() {
    }

    long getRevision() {
        return revision;
    }
}
