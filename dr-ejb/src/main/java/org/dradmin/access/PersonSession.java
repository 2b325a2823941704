package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.dradmin.systemlog.Client;

/** A session of a person, as it can be seen and ended. The session itself is the container's; this tells whether it goes on. */
@Entity
@Table(name = "person_session")
class PersonSession {

    private static final int MOST_AGENT = 500;

    @Id
    @Column(name = "public_id")
    private String publicId;
    @Column(name = "user_id")
    private String userId;
    @Column(name = "started_at")
    private Instant startedAt;
    @Column(name = "last_seen")
    private Instant lastSeen;
    @Column(name = "ended_at")
    private Instant endedAt;
    private String address;
    @Column(name = "user_agent")
    private String userAgent;

    protected PersonSession() {
    }

    PersonSession(String publicId, User user, Client from, Instant now) {
        this.publicId = publicId;
        this.userId = user.getId();
        this.startedAt = now;
        this.lastSeen = now;
        this.address = from.address();
        String agent = from.userAgent();
        this.userAgent = agent == null || agent.length() <= MOST_AGENT ? agent : agent.substring(0, MOST_AGENT);
    }

    boolean isOf(String someUserId) {
        return userId.equals(someUserId);
    }

    boolean hasEnded() {
        return endedAt != null;
    }

    void end(Instant now) {
        endedAt = now;
    }

    SessionFacts facts(String current) {
        return new SessionFacts(publicId, startedAt, lastSeen, address, Browsers.named(userAgent), publicId.equals(current));
    }
}
