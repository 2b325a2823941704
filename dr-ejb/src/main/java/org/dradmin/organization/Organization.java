package org.dradmin.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** The one organization this installation serves, and its service mode. */
@Entity
@Table(name = "organization")
public class Organization {

    @Id
    private String id;
    private String name;
    @Enumerated(EnumType.STRING)
    @Column(name = "service_mode")
    private ServiceMode serviceMode;
    @Column(name = "service_mode_since")
    private Instant serviceModeSince;
    @Column(name = "session_idle_minutes")
    private Integer sessionIdle;
    @Column(name = "session_lifetime_minutes")
    private Integer sessionLifetime;
    @Column(name = "session_step_up_minutes")
    private Integer stepUp;
    @Version
    private int version;

    protected Organization() {
    }

    public Organization(String id, String name, Instant now) {
        this.id = id;
        this.name = name;
        this.serviceMode = ServiceMode.ACTIVE;
        this.serviceModeSince = now;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public ServiceMode getServiceMode() {
        return serviceMode;
    }

    public Instant getServiceModeSince() {
        return serviceModeSince;
    }

    SessionMinutes sessionMinutes() {
        return new SessionMinutes(sessionIdle, sessionLifetime, stepUp);
    }

    void limitSessions(SessionMinutes own) {
        sessionIdle = own.idleMinutes();
        sessionLifetime = own.lifetimeMinutes();
        stepUp = own.stepUpMinutes();
    }

    void rename(String newName) {
        name = newName;
    }

    /** @return whether this changed anything */
    boolean enter(ServiceMode mode, Instant now) {
        if (serviceMode == mode) {
            return false;
        }
        serviceMode = mode;
        serviceModeSince = now;
        return true;
    }
}
