package org.dradmin.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.net.URI;
import java.time.Instant;

/**
 * A DNS name of the organization with an endpoint in its primary region and one in its disaster recovery region, and
 * the region that is active now. It is <em>settled</em> unless an operation touched it and could not confirm the end.
 */
@Entity
@Table(name = "protected_domain")
public class ProtectedDomain {

    @Id
    private String name;
    @Column(name = "default_domain")
    private boolean defaultDomain;
    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "primary_region")
    private Region primaryRegion;
    @Column(name = "primary_endpoint")
    private String primaryEndpoint;
    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "recovery_region")
    private Region recoveryRegion;
    @Column(name = "recovery_endpoint")
    private String recoveryEndpoint;
    @Enumerated(EnumType.STRING)
    @Column(name = "active_side")
    private Side activeSide;
    @Column(name = "active_since")
    private Instant activeSince;
    private boolean settled;
    @Version
    private int version;

    protected ProtectedDomain() {
    }

    public ProtectedDomain(String name, boolean defaultDomain, Region primary, URI primaryEndpoint, Region recovery,
            URI recoveryEndpoint, Instant now) {
        this.name = name;
        this.defaultDomain = defaultDomain;
        this.primaryRegion = primary;
        this.primaryEndpoint = primaryEndpoint.toString();
        this.recoveryRegion = recovery;
        this.recoveryEndpoint = recoveryEndpoint.toString();
        this.activeSide = Side.PRIMARY;
        this.activeSince = now;
        this.settled = true;
    }

    public String getName() {
        return name;
    }

    public boolean isDefaultDomain() {
        return defaultDomain;
    }

    public Side getActiveSide() {
        return activeSide;
    }

    public Instant getActiveSince() {
        return activeSince;
    }

    public boolean isSettled() {
        return settled;
    }

    public Region getActiveRegion() {
        return regionOn(activeSide);
    }

    public Region getOtherRegion() {
        return regionOn(activeSide.other());
    }

    public Region regionOn(Side side) {
        return side == Side.PRIMARY ? primaryRegion : recoveryRegion;
    }

    public URI endpointOn(Side side) {
        return URI.create(side == Side.PRIMARY ? primaryEndpoint : recoveryEndpoint);
    }

    public DomainFacts facts() {
        return new DomainFacts(name, defaultDomain, primaryRegion.getCode(), primaryEndpoint, recoveryRegion.getCode(), recoveryEndpoint);
    }

    void describe(DomainFacts facts, Region primary, Region recovery) {
        defaultDomain = facts.isDefault();
        primaryRegion = primary;
        primaryEndpoint = facts.primaryEndpoint();
        recoveryRegion = recovery;
        recoveryEndpoint = facts.recoveryEndpoint();
    }

    /** Another domain becomes the default domain. */
    void standDown() {
        defaultDomain = false;
    }

    /** The domain is served from this side, confirmed. The time stays where nothing changed. */
    public void activate(Side side, Instant now) {
        if (activeSide != side) {
            activeSide = side;
            activeSince = now;
        }
        settled = true;
    }
}
