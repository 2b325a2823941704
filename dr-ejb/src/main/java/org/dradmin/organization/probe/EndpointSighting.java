package org.dradmin.organization.probe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** What the probes last saw of an endpoint, and since when they see it so. */
@Entity
@Table(name = "endpoint_sighting")
class EndpointSighting {

    private static final int WORDS = 500;

    @Id
    private String id;
    private String endpoint;
    @Enumerated(EnumType.STRING)
    private Availability availability;
    private String words;
    private Instant since;
    @Column(name = "checked_at")
    private Instant checkedAt;

    protected EndpointSighting() {
    }

    EndpointSighting(URI endpoint) {
        this.id = id(endpoint);
        this.endpoint = endpoint.toString();
    }

    static String id(URI endpoint) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(endpoint.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    String id() {
        return id;
    }

    URI endpoint() {
        return URI.create(endpoint);
    }

    Availability availability() {
        return availability;
    }

    String words() {
        return words;
    }

    Instant since() {
        return since;
    }

    Instant checkedAt() {
        return checkedAt;
    }

    void see(ProbeResult result, Instant now) {
        if (availability != result.availability()) {
            availability = result.availability();
            since = now;
        }
        words = result.words().length() <= WORDS ? result.words() : result.words().substring(0, WORDS);
        checkedAt = now;
    }
}
