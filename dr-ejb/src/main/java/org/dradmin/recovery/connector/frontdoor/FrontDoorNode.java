package org.dradmin.recovery.connector.frontdoor;

import jakarta.persistence.Entity;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A node that answers at the front door, and the revision of the routes it answers from. */
@Entity
@Table(name = "front_door_node")
class FrontDoorNode {

    @Id
    private String node;
    private long revision;
    @Column(name = "seen_at")
    private Instant seenAt;

    protected FrontDoorNode() {
    }

    FrontDoorNode(String node) {
        this.node = node;
    }

    void answersFrom(long currentRevision, Instant now) {
        revision = currentRevision;
        seenAt = now;
    }
}
