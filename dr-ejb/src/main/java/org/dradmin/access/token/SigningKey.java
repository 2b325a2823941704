package org.dradmin.access.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key that signs access tokens: its public half as it is, its private half sealed. It is never changed. */
@Entity
@Table(name = "signing_key")
public class SigningKey {

    @Id
    private String kid;
    @Lob
    @Column(name = "public_jwk")
    private String publicJwk;
    @Lob
    private String sealed;
    @Column(name = "created_at")
    private Instant createdAt;

    protected SigningKey() {
    }

    SigningKey(String kid, String publicJwk, String sealed, Instant now) {
        this.kid = kid;
        this.publicJwk = publicJwk;
        this.sealed = sealed;
        this.createdAt = now;
    }

    String getPublicJwk() {
        return publicJwk;
    }

    /** The private half, as {@link org.dradmin.platform.KeyFile} sealed it. */
    String getSealed() {
        return sealed;
    }

    Instant getCreatedAt() {
        return createdAt;
    }
}
