package org.dradmin.streaming;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SequencedLog;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Where the System Log is streamed to: admins say it, {@link Streamer} does it. Every change of a stream is an event, with
 * what it was before and what it is after; a stream's own events go out by it like all others.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
@RolesAllowed(Roles.SETTINGS_MANAGE)
public class LogStreams {

    /** Each may keep a connection and a thread of the server busy. */
    public static final int MOST = 20;

    private static final String COLLECTOR_MOVES = "The log is watched during a failover above all, and where it goes may have to move with the region.";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SystemLog log;
    @Inject
    private SequencedLog sequenced;
    @Inject
    private DatabaseClock clock;

    /** All streams by name, as they stand. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<StreamRow> all() {
        Instant now = clock.now(em);
        return em.createQuery("SELECT s FROM LogStream s ORDER BY s.nameKey", LogStream.class).getResultList().stream()
                .map(stream -> row(stream, now)).collect(Collectors.toList());
    }

    private StreamRow row(LogStream stream, Instant now) {
        StreamSettings settings = stream.settings();
        SequencedLog.Backlog backlog = sequenced.behind(settings.wanted(), stream.sent());
        long seconds = backlog.oldest() == null ? 0 : Math.max(0, Duration.between(backlog.oldest(), now).toSeconds());
        return new StreamRow(stream.id(), settings, stream.paused(), backlog.events(), backlog.more(), seconds,
                Math.max(0, stream.sent() - stream.acknowledged()), stream.sentAt(), stream.attempts() > 0, stream.nextAttemptAt(),
                stream.lastError(), stream.lastErrorAt(), stream.stalledAt() == null ? null : stream.failingSince(), stream.revision());
    }

    /**
     * A new stream, which begins at once.
     *
     * @param from events published since then are sent, too; null for none but what comes from now on
     * @return its id
     */
    public String create(StreamSettings settings, Instant from) {
        if (em.createQuery("SELECT COUNT(s) FROM LogStream s", Long.class).getSingleResult() >= MOST) {
            throw new Refusal("There are " + MOST + " streams already, and more are not possible. Delete one that is not needed.");
        }
        refuseTakenName(settings, null);
        LogStream stream = new LogStream(settings, from == null ? sequenced.last() : sequenced.before(from), clock.now(em));
        em.persist(stream);
        log.write(about(EventType.STREAM_CREATE, stream).fact("after", words(settings.facts())).fact("from", from == null ? "now" : from));
        return stream.id();
    }

    /** Changes what a stream is. It goes on from the place it has reached. @param revision as it was when it was looked at */
    @AllowedWhileReadOnly(COLLECTOR_MOVES)
    public void update(String id, int revision, StreamSettings settings) {
        LogStream stream = locked(id);
        if (stream.revision() != revision) {
            throw new Refusal("Somebody else has changed this stream meanwhile. Look at it as it is now, and change it then.");
        }
        refuseTakenName(settings, id);
        Map<String, String> before = new LinkedHashMap<>(stream.settings().facts());
        Map<String, String> after = new LinkedHashMap<>(settings.facts());
        Map<String, String> was = Map.copyOf(before);
        before.entrySet().removeIf(fact -> fact.getValue().equals(settings.facts().get(fact.getKey())));
        after.entrySet().removeIf(fact -> fact.getValue().equals(was.get(fact.getKey())));
        if (after.isEmpty()) {
            return;
        }
        stream.be(settings, clock.now(em));
        log.write(about(EventType.STREAM_UPDATE, stream).fact("before", words(before)).fact("after", words(after)));
    }

    /** Stops it after what it is sending just now; its place is kept. */
    @AllowedWhileReadOnly(COLLECTOR_MOVES)
    public void pause(String id) {
        LogStream stream = locked(id);
        if (!stream.paused()) {
            stream.pause(clock.now(em));
            log.write(about(EventType.STREAM_PAUSE, stream).fact("before", "streaming").fact("after", "paused"));
        }
    }

    /** Goes on from its place, without leaving anything out. One that waits after an error tries again at once. */
    @AllowedWhileReadOnly(COLLECTOR_MOVES)
    public void resume(String id) {
        LogStream stream = locked(id);
        boolean paused = stream.paused();
        stream.resume(clock.now(em));
        if (paused) {
            log.write(about(EventType.STREAM_RESUME, stream).fact("before", "paused").fact("after", "streaming"));
        }
    }

    /** Sends everything once more that was published since an instant. */
    @AllowedWhileReadOnly(COLLECTOR_MOVES)
    public void replay(String id, Instant from) {
        if (from == null) {
            throw new FaultyField("from", "Say since when.");
        }
        Instant now = clock.now(em);
        if (from.isAfter(now)) {
            throw new FaultyField("from", "This is not over yet. Choose a time in the past.");
        }
        LogStream stream = locked(id);
        long place = sequenced.before(from);
        if (place >= stream.sent()) {
            throw new FaultyField("from", "Nothing that has been sent is as young as that. Choose an earlier time.");
        }
        long before = stream.sent();
        stream.replay(place, now);
        log.write(about(EventType.STREAM_REPLAY, stream).fact("from", from).fact("before", "place " + before).fact("after", "place " + place));
    }

    /** Forgets a stream and its place. */
    public void delete(String id) {
        LogStream stream = locked(id);
        log.write(about(EventType.STREAM_DELETE, stream).fact("before", words(stream.settings().facts())).fact("place", stream.sent()));
        em.remove(stream);
    }

    private LogStream locked(String id) {
        LogStream stream = id == null ? null : em.find(LogStream.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (stream == null) {
            throw new Refusal("This stream does not exist any more. Reload the page.");
        }
        return stream;
    }

    private void refuseTakenName(StreamSettings settings, String own) {
        List<String> holders = em.createQuery("SELECT s.id FROM LogStream s WHERE s.nameKey = :key", String.class)
                .setParameter("key", LogStream.key(settings.name())).getResultList();
        if (holders.stream().anyMatch(id -> !id.equals(own))) {
            throw new FaultyField("name", "There is a stream with this name already.");
        }
    }

    private static Entry about(EventType type, LogStream stream) {
        return Entry.of(type).on(Target.of("LogStream", stream.id(), stream.name()));
    }

    private static String words(Map<String, String> facts) {
        return facts.entrySet().stream().map(fact -> fact.getKey() + ": " + fact.getValue()).collect(Collectors.joining("; "));
    }
}
