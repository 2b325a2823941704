package org.dradmin.streaming;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.BiFunction;
import org.dradmin.platform.LogContext;
import org.dradmin.systemlog.LogPoll;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SequencedLog;

/**
 * One stream as this node drives it, from round to round. It remembers nothing that matters: after a crash the next node
 * goes on from the place that is acknowledged, and what was under way may then arrive twice.
 */
final class Flow {

    /** After so long a round comes back, to be called again; what stops a stream is seen in between. */
    private static final Duration ROUND = Duration.ofSeconds(10);

    private final StreamState stream;
    private final LogQuery wanted;
    private final Outlet outlet;
    private final SequencedLog log;
    private final StreamJournal journal;
    private long sent;
    private long writtenSent;
    private long writtenProven;
    private boolean failing;
    private long held = System.nanoTime();

    Flow(StreamState stream, SequencedLog log, StreamJournal journal, BiFunction<StreamSettings, Long, Outlet> outlets) {
        this.stream = stream;
        this.wanted = stream.settings().wanted();
        this.outlet = outlets.apply(stream.settings(), stream.acknowledged());
        this.log = log;
        this.journal = journal;
        this.sent = stream.acknowledged();
        this.writtenSent = sent;
        this.writtenProven = sent;
    }

    int revision() {
        return stream.revision();
    }

    long epoch() {
        return stream.lease().epoch();
    }

    /**
     * Sends what there is.
     *
     * @return whether the target took it
     * @throws StreamLeaseLost when this node may not go on
     */
    boolean round() {
        long begun = System.nanoTime();
        try {
            outlet.tend();
            LogPoll poll;
            do {
                hold();
                poll = log.after(wanted, sent, outlet.most());
                if (poll.next() != sent) {
                    outlet.send(poll.events(), poll.next());
                    sent = poll.next();
                }
                write(!poll.events().isEmpty());
            } while (!poll.events().isEmpty() && System.nanoTime() - begun < ROUND.toNanos());
            report(null);
            return true;
        } catch (Undelivered e) {
            outlet.abandon();
            sent = outlet.proven();
            writtenSent = sent;
            writtenProven = sent;
            journal.failed(stream.lease(), sent, e.getMessage(), e.after());
            report(e.getMessage());
            return false;
        }
    }

    private void hold() {
        if (System.nanoTime() - held > StreamJournal.LEASE.toNanos() / 3) {
            journal.hold(stream.lease());
            held = System.nanoTime();
        }
    }

    /** Nothing is written where nothing has moved. */
    private void write(boolean events) {
        long proven = outlet.proven();
        if (sent != writtenSent || proven != writtenProven) {
            journal.sent(stream.lease(), sent, proven, events, proven > writtenProven);
            writtenSent = sent;
            writtenProven = proven;
            held = System.nanoTime();
        }
    }

    /** Ends it in good order and lets another have it. */
    void end() {
        outlet.end();
        try {
            write(false);
            journal.release(stream.lease());
        } catch (StreamLeaseLost e) {
            LogContext.logger().info(e.getMessage());
        }
    }

    /** The same when the server ends, which may have taken its connections to the database away already. */
    void part(StreamParting parting) throws SQLException {
        outlet.end();
        parting.leave(stream.lease(), sent, outlet.proven());
    }

    /** Ends it because it is not ours any more. */
    void drop() {
        outlet.abandon();
    }

    /** Trouble is logged when it comes and when it goes, not at every attempt. */
    private void report(String trouble) {
        if (trouble != null && !failing) {
            LogContext.logger().warning("The System Log cannot be streamed to " + stream.settings().name() + ": " + trouble);
        } else if (trouble == null && failing) {
            LogContext.logger().info("The System Log is streamed to " + stream.settings().name() + " again.");
        }
        failing = trouble != null;
    }
}
