package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A browser in which a person has signed in before, known by the hash of a random token it keeps. */
@Entity
@Table(name = "known_browser")
class KnownBrowser {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;
    @Column(name = "user_id")
    private String userId;
    @Column(name = "last_seen")
    private Instant lastSeen;

    protected KnownBrowser() {
    }

    KnownBrowser(String tokenHash, User user, Instant now) {
        this.tokenHash = tokenHash;
        this.userId = user.getId();
        this.lastSeen = now;
    }

    boolean belongsTo(User user) {
        return user != null && userId.equals(user.getId());
    }

    void seen(Instant now) {
        lastSeen = now;
    }
}
