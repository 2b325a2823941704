package org.dradmin.systemlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.systemlog.chain.Facts;
import org.dradmin.systemlog.chain.Link;

/**
 * An entry of the System Log. It is written once and never changed; only {@link SystemLog} makes one, and only
 * {@link LogSequencer} gives it its place in the chain, once.
 */
@Entity
@Table(name = "log_event")
public class LogEvent {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectReader TARGETS = JSON.readerFor(new TypeReference<List<Target>>() { });
    private static final ObjectReader DEBUG_DATA = JSON.readerFor(new TypeReference<Map<String, String>>() { });
    /** What a node writes within one millisecond keeps its order: readers and the chain sort by time, then by this (RFC 9562, 6.2). */
    private static final NoArgGenerator UUIDS = Generators.timeBasedEpochGenerator();
    /** The wire contract's limit for {@code outcome.reason}. */
    static final int REASON_LENGTH = 255;

    @Id
    private String uuid;
    private Instant published;
    /** The same in milliseconds, for counting by time. */
    @Column(name = "published", insertable = false, updatable = false)
    private long at;
    @Column(name = "event_type")
    private String eventType;
    private String severity;
    @Column(name = "display_message")
    private String displayMessage;
    @Column(name = "actor_id")
    private String actorId;
    @Column(name = "actor_type")
    private String actorType;
    @Column(name = "actor_name")
    private String actorName;
    @Column(name = "actor_display")
    private String actorDisplay;
    @Column(name = "client_address")
    private String clientAddress;
    @Column(name = "user_agent")
    private String userAgent;
    @Column(name = "session_id")
    private String sessionId;
    @Column(name = "transaction_id")
    private String transactionId;
    @Enumerated(EnumType.STRING)
    private Outcome outcome;
    /** The outcome once more, for filters, which compare texts. */
    @Column(name = "outcome", insertable = false, updatable = false)
    private String outcomeName;
    @Column(name = "outcome_reason")
    private String outcomeReason;
    @Lob
    private String targets;
    @Lob
    @Column(name = "debug_data")
    private String debugData;
    @Lob
    @Column(name = "search_text")
    private String searchText;
    /** Given once it is committed, by {@link LogSequencer}; null until then. */
    @Column(name = "log_position", insertable = false)
    private Long position;
    @Column(name = "chain_previous", insertable = false)
    private String chainPrevious;
    @Column(name = "chain_leaf", insertable = false)
    private String chainLeaf;

    protected LogEvent() {
    }

    LogEvent(Entry entry, Client client, Instant now) {
        Actor actor = entry.actor != null ? entry.actor : client.actor();
        this.uuid = UUIDS.generate().toString();
        this.published = now;
        this.eventType = entry.type.wireName();
        this.severity = entry.outcome == Outcome.SUCCESS ? "INFO" : "WARN";
        this.displayMessage = entry.type.displayMessage();
        this.actorId = cut(actor.id(), 64);
        this.actorType = actor.type();
        this.actorName = cut(actor.name(), 320);
        this.actorDisplay = cut(actor.displayName(), 200);
        this.clientAddress = cut(client.address(), 64);
        this.userAgent = cut(client.userAgent(), 500);
        this.sessionId = cut(entry.session != null ? entry.session : client.sessionId(), 64);
        this.transactionId = cut(client.transactionId(), 64);
        this.outcome = entry.outcome;
        this.outcomeReason = cut(entry.reason, REASON_LENGTH);
        this.targets = json(entry.targets);
        this.debugData = json(entry.debug);
        this.searchText = LogFacts.searchText(LogFacts.with(plain(), LogFacts.onWhat(entry.targets), entry.debug, List.of()));
    }

    /** As an export reads it: without what only searches go by, and without the provider's keeping an eye on it. */
    static final String EXPORTED = "e.uuid, e.published, e.eventType, e.severity, e.displayMessage, e.actorId, e.actorType, e.actorName, e.actorDisplay, "
            + "e.clientAddress, e.userAgent, e.sessionId, e.transactionId, e.outcomeName, e.outcomeReason, e.targets, e.debugData, e.position, e.chainPrevious, "
            + "e.chainLeaf";

    /** @param row what {@link #EXPORTED} names */
    static LogEvent exported(Object[] row) {
        LogEvent event = new LogEvent();
        event.uuid = (String) row[0];
        event.published = (Instant) row[1];
        event.eventType = (String) row[2];
        event.severity = (String) row[3];
        event.displayMessage = (String) row[4];
        event.actorId = (String) row[5];
        event.actorType = (String) row[6];
        event.actorName = (String) row[7];
        event.actorDisplay = (String) row[8];
        event.clientAddress = (String) row[9];
        event.userAgent = (String) row[10];
        event.sessionId = (String) row[11];
        event.transactionId = (String) row[12];
        event.outcome = Outcome.valueOf((String) row[13]);
        event.outcomeReason = (String) row[14];
        event.targets = (String) row[15];
        event.debugData = (String) row[16];
        event.position = (Long) row[17];
        event.chainPrevious = (String) row[18];
        event.chainLeaf = (String) row[19];
        return event;
    }

    private Facts plain() {
        return new Facts(published, uuid, eventType, severity, displayMessage, actorId, actorType, actorName, actorDisplay, clientAddress,
                userAgent, sessionId, transactionId, outcome.name(), outcomeReason, null, null, List.of());
    }

    /** PostgreSQL's text holds neither U+0000 nor half a surrogate pair, which only an attacker sends. */
    static String storable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == 0 || Character.isSurrogate(value.charAt(i))) {
                return value.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
            }
        }
        return value;
    }

    static String cut(String value, int length) {
        if (value == null || value.length() <= length) {
            return value == null ? null : storable(value);
        }
        int end = length - 1;
        return storable(value.substring(0, Character.isHighSurrogate(value.charAt(end - 1)) ? end - 1 : end)) + "…";
    }

    static String json(Object value) {
        try {
            return storable(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event's facts cannot be written as JSON.", e);
        }
    }

    private static <T> T read(String json, ObjectReader as) {
        try {
            return as.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored event's facts are not JSON.", e);
        }
    }

    /** Gives it its place in the order in which events came to be known. */
    void place(long place) {
        position = place;
    }

    /** Makes it a link of the chain, behind what has this hash. @return the hash here */
    String chain(String previous) {
        chainPrevious = previous;
        chainLeaf = LogFacts.read(plain(), targets, debugData).leaf();
        return new Link(position, chainPrevious, chainLeaf).hash();
    }

    /** Its place in the order in which events came to be known; every event that is read has one. */
    public long getPosition() {
        return position;
    }

    /** Its place in the chain; empty only for what was written before an upgrade, until the chain has come to it. */
    public Optional<Link> getLink() {
        return chainLeaf == null ? Optional.empty() : Optional.of(new Link(position, chainPrevious, chainLeaf));
    }

    public String getUuid() {
        return uuid;
    }

    public Instant getPublished() {
        return published;
    }

    public String getEventType() {
        return eventType;
    }

    public String getSeverity() {
        return severity;
    }

    public String getDisplayMessage() {
        return displayMessage;
    }

    public Actor getActor() {
        return new Actor(actorId, actorType, actorName, actorDisplay);
    }

    public String getClientAddress() {
        return clientAddress;
    }

    public String getUserAgent() {
        return userAgent;
    }

    /** The external session id: a one-way identifier of the browser session, or null. */
    public String getSessionId() {
        return sessionId;
    }

    public String getTransactionId() {
        return transactionId;
    }

    public Outcome getOutcome() {
        return outcome;
    }

    public String getOutcomeReason() {
        return outcomeReason;
    }

    public List<Target> getTargets() {
        return read(targets, TARGETS);
    }

    public Map<String, String> getDebugData() {
        return read(debugData, DEBUG_DATA);
    }

    String targetsJson() {
        return targets;
    }

    String debugDataJson() {
        return debugData;
    }
}
