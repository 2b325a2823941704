package org.dradmin.access.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That an assertion or a proof was seen, kept until it would be refused for its age anyway. */
@Entity
@Table(name = "used_token_id")
class UsedTokenId {

    @Id
    private String digest;
    @Column(name = "expires_at")
    private Instant expiresAt;

    protected UsedTokenId() {
    }

    UsedTokenId(String digest, Instant expiresAt) {
        this.digest = digest;
        this.expiresAt = expiresAt;
    }
}
