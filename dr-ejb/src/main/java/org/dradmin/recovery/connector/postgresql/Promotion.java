package org.dradmin.recovery.connector.postgresql;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Secrets;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * The switch itself: fence the old primary where it is told to, wait for the standby, promote it. It may be cut off
 * anywhere and begun again: each part looks first whether it is still needed.
 */
record Promotion(PostgresqlSettings settings, Situation situation, Server target, Server other) {

    /** A standby that streams has the last bytes within milliseconds; a second look is cheaper than a second attempt. */
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Statement A_MOMENT = new Statement("SELECT pg_sleep(0.05)");

    private Statement promote() {
        return new Statement(Sql.PROMOTE, settings.promoteSeconds());
    }

    private List<Statement> fence() {
        return List.of(new Statement(Sql.SET_READ_ONLY), new Statement(Sql.RELOAD));
    }

    private List<Statement> lift() {
        return List.of(new Statement(Sql.LIFT_READ_ONLY), new Statement(Sql.RELOAD));
    }

    /** Its commit brings to disk, and so to the standby, what earlier commits have not waited for. */
    private Statement mark() {
        return new Statement(Sql.WRITE, situation.idempotencyKey());
    }

    /** A target that is not to be seen may be made a standby by an earlier step; it is then switched as one. */
    List<Change> changes(int domains) {
        Pair seen = look();
        List<Change> changes = new ArrayList<>();
        if (seen.other().primary() && !seen.target().primary()) {
            List<Statement> before = new ArrayList<>();
            if (settings.fence()) {
                before.addAll(seen.other().facts().writable() ? fence() : List.of());
                before.add(new Statement(Sql.END_SESSIONS));
            }
            if (planned()) {
                before.add(mark());
            }
            add(changes, other, before, domains, seen.willBeFenced() ? "-- Only if the step \"" + settings.fencedBy() + "\" leaves it running, "
                    + "read-only:\n" : "");
        }
        List<Statement> there = new ArrayList<>();
        if (settings.fence() && seen.target().spoke() && seen.target().facts().readOnly()) {
            there.addAll(lift());
        }
        if (!seen.target().primary()) {
            if (planned() && (!seen.other().spoke() || seen.willBeFenced())) {
                there.add(new Statement(Sql.CHECKPOINT));
            }
            there.add(promote());
        }
        add(changes, target, there, domains, "");
        return changes;
    }

    private static void add(List<Change> changes, Server server, List<Statement> statements, int domains, String condition) {
        if (!statements.isEmpty()) {
            changes.add(new Change("PostgreSQL of " + server.region() + ", " + server.instance(), condition
                    + String.join("\n", statements.stream().map(Statement::text).toList()), domains));
        }
    }

    /** @param requested when the operation was requested; empty where nobody knows */
    StepResult run(Optional<Instant> requested) {
        try {
            Pair seen = look();
            StepResult judged = seen.judge();
            if (!(judged instanceof Done)) {
                return judged;
            }
            if (seen.target().facts().readOnly()) {
                all(target, lift());
            }
            if (seen.target().primary()) {
                return new Done(seen.target().name() + " is the primary; it was read-only and takes writes again", seen.proof());
            }
            Optional<StepResult> obstacle = prepare(seen.other());
            return obstacle.isPresent() ? obstacle.get() : promoteOnceReady(requested);
        } catch (Reach.OutOfReach e) {
            return e.answer();
        } catch (Secrets.NotThere e) {
            return new Failed(e.getMessage());
        } catch (SQLException e) {
            return new Failed("Before the promotion, which was not asked for: " + Server.words(e), Door.nobodyThere(e));
        }
    }

    private Optional<StepResult> prepare(Sight old) throws SQLException {
        if (old.primary() && settings.fence()) {
            if (old.facts().writable()) {
                all(other, fence());
            }
            // The server takes the new configuration a moment after it was told to; sessions ended before would come back writing.
            Sight fenced = other.look();
            for (long begun = System.nanoTime(); within(begun) && fenced.primary() && fenced.facts().writable(); ) {
                other.run(A_MOMENT);
                fenced = other.look();
            }
            if (!fenced.primary() || fenced.facts().writable()) {
                return Optional.of(new Retry(Duration.ofSeconds(1), other.region() + " is not seen to be read-only yet."));
            }
            other.run(new Statement(Sql.END_SESSIONS));
        }
        if (planned() && old.primary()) {
            other.run(mark());
        }
        return Optional.empty();
    }

    private StepResult promoteOnceReady(Optional<Instant> requested) throws SQLException {
        Pair seen = look();
        Optional<StepResult> obstacle = seen.obstacle();
        for (long begun = System.nanoTime(); within(begun) && obstacle.isPresent() && obstacle.get() instanceof Retry && seen.target().spoke(); ) {
            target.run(A_MOMENT);
            seen = look();
            obstacle = seen.obstacle();
        }
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        long left = seen.target().facts().unreplayed();
        if (planned() && !seen.other().spoke() && left > 0) {
            return new Retry(Duration.ofSeconds(1), seen.target().name() + " has still to replay " + left + " bytes of what it received"
                    + (seen.target().facts().paused() ? "; its replay is paused: SELECT pg_wal_replay_resume();" : "."));
        }
        // Asked last: it may have been there a moment ago and have died since.
        if (planned() && !seen.other().spoke() && !(requested.isPresent() && target.sawACleanEndSince(requested.get()))) {
            return seen.no(seen.other().silence() + " A planned switch promises that nothing is lost, and " + seen.target().name()
                    + " has not seen it shut down cleanly since this operation was requested (the last it replayed is no shutdown checkpoint, or an older "
                    + "one, after which it may have been started and have taken writes; or its user may not run CHECKPOINT: GRANT pg_checkpoint TO "
                    + target.instance().user() + ";). Start it, or choose an unplanned switch.");
        }
        try {
            if (!Boolean.TRUE.equals(target.run(promote(), settings.promoteSeconds() + 5))) {
                return new Retry(Duration.ofSeconds(2), seen.target().name() + " was asked to promote itself and has not ended that within "
                        + settings.promoteSeconds() + " s.");
            }
        } catch (SQLException e) {
            return new Failed(seen.target().name() + " was asked to promote itself; whether it did is not known: " + Server.words(e));
        }
        Sight promoted = target.look();
        if (!promoted.primary()) {
            return new Failed(seen.target().name() + " said that it is promoted, and is not seen to be: " + promoted.words());
        }
        Receipt receipt = planned() && !seen.other().spoke() ? Receipt.ofACleanEnd(seen.other(), promoted.facts())
                : Receipt.of(seen.other(), promoted.facts());
        return new Done("Promoted. " + receipt.words(), proof(seen, promoted, receipt));
    }

    private static Map<String, Object> proof(Pair before, Sight promoted, Receipt receipt) {
        Map<String, Object> proof = new java.util.LinkedHashMap<>();
        proof.put("before", before.proof());
        proof.put("after", Map.of(promoted.region(), promoted.proof()));
        proof.put("dataLoss", receipt.proof());
        return proof;
    }

    private static void all(Server server, List<Statement> statements) throws SQLException {
        for (Statement statement : statements) {
            server.run(statement);
        }
    }

    private static boolean within(long begun) {
        return System.nanoTime() - begun < A_WHILE.toNanos();
    }

    private boolean planned() {
        return situation.mode() == Mode.PLANNED;
    }

    /** The old primary first: what it had then is what the standby must have now. */
    private Pair look() {
        Sight seen = other.look();
        return new Pair(settings, situation, target.look(), seen);
    }
}
