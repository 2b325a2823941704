package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** A link in a mail with which a person sets a password, once and for a while. Only its hash is kept. */
@Entity
@Table(name = "one_time_link")
class OneTimeLink {

    /** What the link was sent for, and how long it is good: within the 24 hours that NIST SP 800-63B-4, 4.2.1.2 allows by mail. */
    enum Purpose {
        INVITATION(Duration.ofHours(24)), RESET(Duration.ofHours(1));

        private final Duration lasts;

        Purpose(Duration lasts) {
            this.lasts = lasts;
        }

        Duration lasts() {
            return lasts;
        }
    }

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int TOKEN_BYTES = 32;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    @Id
    @Column(name = "token_hash")
    private String tokenHash;
    @Column(name = "user_id")
    private String userId;
    @Enumerated(EnumType.STRING)
    private Purpose purpose;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "expires_at")
    private Instant expiresAt;
    @Column(name = "used_at")
    private Instant usedAt;
    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected OneTimeLink() {
    }

    OneTimeLink(String token, User user, Purpose purpose, Instant now) {
        this.tokenHash = hash(token);
        this.userId = user.getId();
        this.purpose = purpose;
        this.createdAt = now;
        this.expiresAt = now.plus(purpose.lasts());
    }

    /** 256 random bits, fit for an address. */
    static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whether a text can be a token at all; what people paste may be anything. */
    static boolean isToken(String text) {
        return text != null && TOKEN.matcher(text).matches();
    }

    static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String tokenHash() {
        return tokenHash;
    }

    String userId() {
        return userId;
    }

    Purpose purpose() {
        return purpose;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    void use(Instant now) {
        usedAt = now;
    }

    /** Why it opens nothing, in words for whoever holds it; null where it does. */
    String whyNot(Instant now) {
        if (usedAt != null) {
            return "This link has been used already: a password was set with it. Sign in with that password. If it was not you who set it, "
                    + "tell an admin of your organization at once.";
        } else if (revokedAt != null) {
            return "This link is not good any more: a newer one was sent, or your account was changed meanwhile. Use the newest mail.";
        }
        return now.isBefore(expiresAt) ? null : "This link was good for a while only, and that time is over.";
    }
}
