package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** Failures counted under one key (a browser, an address, an account from an address) and the delay they brought. */
@Entity
@Table(name = "sign_in_attempts")
class SignInAttempt {

    /** Failures are forgotten after this long without another one. */
    static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    @Id
    @Column(name = "attempt_key")
    private String key;
    private int failures;
    @Column(name = "last_failure")
    private Instant lastFailure;
    @Column(name = "blocked_until")
    private Instant blockedUntil;

    protected SignInAttempt() {
    }

    SignInAttempt(String key, Instant now) {
        this.key = key;
        this.lastFailure = now;
        this.blockedUntil = now;
    }

    int failures(Instant now) {
        return lastFailure.plus(MEMORY).isBefore(now) ? 0 : failures;
    }

    /** How long an attempt must still wait; zero when it may go on. */
    Duration remaining(Instant now) {
        return blockedUntil.isAfter(now) ? Duration.between(now, blockedUntil) : Duration.ZERO;
    }

    /** Counts an attempt as failed until it has succeeded; beyond the free ones each doubles the delay. */
    void fail(int free, Instant now) {
        failures = failures(now) + 1;
        lastFailure = now;
        int beyond = failures - free;
        if (beyond >= 0) {
            Duration delay = Duration.ofSeconds(1L << Math.min(beyond, 10));
            blockedUntil = now.plus(delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay);
        }
    }

    /** Takes the last counted failure back: it was a success. */
    void forgive(Instant now) {
        failures = Math.max(0, failures - 1);
        blockedUntil = now;
    }
}
