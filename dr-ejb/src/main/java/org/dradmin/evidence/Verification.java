package org.dradmin.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A check of the whole log: that it runs, or what it found. */
@Entity
@Table(name = "log_verification")
public class Verification {

    /** After so long without an end its node has died. */
    static final Duration LONGEST = Duration.ofHours(12);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The lists a check ends with, as they are kept. */
    private record Report(List<String> findings, List<String> notes) {
    }

    @Id
    private String id;
    @Column(name = "started_at")
    private Instant startedAt;
    @Column(name = "ended_at")
    private Instant endedAt;
    @Column(name = "by_whom")
    private String byWhom;
    private long events;
    @Column(name = "first_position")
    private long firstPosition;
    @Column(name = "proven_position")
    private long provenPosition;
    @Column(name = "last_position")
    private long lastPosition;
    private int findings;
    @Lob
    private String report;

    protected Verification() {
    }

    Verification(String id, Instant startedAt, String byWhom) {
        this.id = id;
        this.startedAt = startedAt;
        this.byWhom = byWhom;
        this.report = text(new Report(List.of(), List.of()));
    }

    void end(LogCheck.Result result, Instant now) {
        endedAt = now;
        events = result.events();
        firstPosition = result.first();
        provenPosition = result.proven();
        lastPosition = result.last();
        findings = result.faults();
        report = text(new Report(result.findings(), result.notes()));
    }

    private static String text(Report report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Report report() {
        try {
            return JSON.readValue(report, new TypeReference<>() { });
        } catch (JsonProcessingException changed) {
            return new Report(List.of("What this check found cannot be read any more."), List.of());
        }
    }

    public String getId() {
        return id;
    }

    public Instant getStartedAt() {
        return startedAt;
    }

    /** Null while it runs. */
    public Instant getEndedAt() {
        return endedAt;
    }

    public String getByWhom() {
        return byWhom;
    }

    /** How many events were read. */
    public long getEvents() {
        return events;
    }

    /** The place at which the log began. */
    public long getFirstPosition() {
        return firstPosition;
    }

    /** The place up to which the log is what was sealed. */
    public long getProvenPosition() {
        return provenPosition;
    }

    public long getLastPosition() {
        return lastPosition;
    }

    /** How many faults there are; not all of them are listed. */
    public int getFaults() {
        return findings;
    }

    /** The first faults, each with its place, in words. */
    public List<String> getFindings() {
        return report().findings();
    }

    /** What was not proven, in words. */
    public List<String> getNotes() {
        return report().notes();
    }

    public boolean isIntact() {
        return endedAt != null && findings == 0;
    }

    boolean isRunning(Instant now) {
        return endedAt == null && startedAt.plus(LONGEST).isAfter(now);
    }
}
