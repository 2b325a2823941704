package org.dradmin.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** What a part of the published address ranges said last, as a digest, and since when it says so. */
@Entity
@Table(name = "published_ranges")
class PublishedRanges {

    static final String DOCUMENT = "document";
    static final String ALL = "ranges";

    @Id
    private String part;
    private String digest;
    @Column(name = "changed_at")
    private Instant changedAt;

    protected PublishedRanges() {
    }

    PublishedRanges(String part) {
        this.part = part;
        this.digest = "";
    }

    static String region(String code) {
        return "region " + code;
    }

    String part() {
        return part;
    }

    /** It says this now. @return since when it does */
    Instant say(Object content, Instant now) {
        String current = digest(content);
        if (!current.equals(digest)) {
            digest = current;
            changedAt = now;
        }
        return changedAt;
    }

    boolean says(Object content) {
        return digest(content).equals(digest);
    }

    private static String digest(Object content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
