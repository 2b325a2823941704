package org.dradmin.streaming;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A target of the System Log and how far it has got. Admins change what it is, here; how far it has got is written by
 * {@link StreamJournal}, by the node that holds its lease.
 */
@Entity
@Table(name = "log_stream")
class LogStream {

    @Id
    private String id;
    private String name;
    @Column(name = "name_key")
    private String nameKey;
    @Enumerated(EnumType.STRING)
    private StreamKind kind;
    private String address;
    private String filter;
    private String secret;
    @Column(name = "ca_file")
    private String caFile;
    @Column(name = "key_file")
    private String keyFile;
    @Column(name = "key_password")
    private String keyPassword;
    @Column(name = "paused_at")
    private Instant pausedAt;
    @Column(name = "created_at")
    private Instant createdAt;
    private long sent;
    private long acknowledged;
    @Column(name = "sent_at")
    private Instant sentAt;
    private int attempts;
    @Column(name = "next_attempt_at")
    private Instant nextAttemptAt;
    @Column(name = "last_error")
    private String lastError;
    @Column(name = "last_error_at")
    private Instant lastErrorAt;
    @Column(name = "failing_since")
    private Instant failingSince;
    @Column(name = "stalled_at")
    private Instant stalledAt;
    @Column(name = "lease_owner")
    private String leaseOwner;
    @Column(name = "lease_epoch")
    private long leaseEpoch;
    @Column(name = "lease_until")
    private Instant leaseUntil;
    private int revision;

    protected LogStream() {
    }

    LogStream(StreamSettings settings, long from, Instant now) {
        id = UUID.randomUUID().toString();
        createdAt = now;
        nextAttemptAt = now;
        sent = from;
        acknowledged = from;
        be(settings, now);
    }

    /** What is new counts at once; a stream that waited after an error tries again. */
    void be(StreamSettings settings, Instant now) {
        name = settings.name();
        nameKey = key(settings.name());
        kind = settings.kind();
        address = settings.address();
        filter = settings.filter();
        secret = settings.secret();
        caFile = settings.caFile();
        keyFile = settings.keyFile();
        keyPassword = settings.keyPassword();
        revision++;
        nextAttemptAt = now;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    void pause(Instant now) {
        pausedAt = now;
        failingSince = null;
        stalledAt = null;
    }

    void resume(Instant now) {
        pausedAt = null;
        nextAttemptAt = now;
    }

    /** From here on once more; whoever streams at this moment may not write its own place over this one. */
    void replay(long from, Instant now) {
        sent = from;
        acknowledged = from;
        leaseEpoch++;
        leaseOwner = null;
        leaseUntil = null;
        nextAttemptAt = now;
    }

    StreamSettings settings() {
        return new StreamSettings(name, kind, address, filter, secret, caFile, keyFile, keyPassword);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    boolean paused() {
        return pausedAt != null;
    }

    long sent() {
        return sent;
    }

    long acknowledged() {
        return acknowledged;
    }

    Instant sentAt() {
        return sentAt;
    }

    int attempts() {
        return attempts;
    }

    Instant nextAttemptAt() {
        return nextAttemptAt;
    }

    String lastError() {
        return lastError;
    }

    Instant lastErrorAt() {
        return lastErrorAt;
    }

    /** Since when it fails without having got anywhere; null where it does not. */
    Instant failingSince() {
        return failingSince;
    }

    /** When super admins were told that it stands still; null unless it does. */
    Instant stalledAt() {
        return stalledAt;
    }

    long leaseEpoch() {
        return leaseEpoch;
    }

    /** Grows with each change of what the stream is. */
    int revision() {
        return revision;
    }
}
