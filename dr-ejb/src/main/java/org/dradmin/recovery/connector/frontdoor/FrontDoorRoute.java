package org.dradmin.recovery.connector.frontdoor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dradmin.organization.Side;

/** To which side the front door sends the people of a domain. Without a row it is the primary. */
@Entity
@Table(name = "front_door_route")
class FrontDoorRoute {

    @Id
    @Column(name = "domain_name")
    private String domainName;
    @Enumerated(EnumType.STRING)
    private Side side;
    @Column(name = "changed_at")
    private Instant changedAt;

    protected FrontDoorRoute() {
    }

    FrontDoorRoute(String domainName) {
        this.domainName = domainName;
    }

    String getDomainName() {
        return domainName;
    }

    Side getSide() {
        return side;
    }

    void point(Side to, Instant now) {
        side = to;
        changedAt = now;
    }
}
