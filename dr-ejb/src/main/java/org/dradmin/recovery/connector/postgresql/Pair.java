package org.dradmin.recovery.connector.postgresql;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.Side;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;

/**
 * Both sides as they were seen, and what follows from it. One rule stands above all: while the other side is seen to
 * take writes nothing is promoted, whoever says it may be; and a side that is not seen is not taken for dead unless its
 * fencing step is done or a person has put their name to it. Every no is a sentence that says what to do.
 *
 * @param target the side that is to be the primary
 * @param other the side that was; looked at first, so that its position is never younger than the target's
 */
record Pair(PostgresqlSettings settings, Situation situation, Sight target, Sight other) {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** {@code Done}: the target can and must be promoted, or put to rights. */
    StepResult judge() {
        if (!target.spoke()) {
            return target.answer();
        }
        for (Sight side : new Sight[] {target, other}) {
            if (side.spoke() && !side.facts().maySee()) {
                return no(side.name() + " does not show " + side.instance().user() + " its replication. As a superuser there: "
                        + "GRANT pg_monitor TO " + side.instance().user() + ";");
            }
        }
        if (other.spoke() && !other.facts().system().equals(target.facts().system())) {
            return no(target.name() + " and " + other.name() + " are not the same cluster: their system identifiers are "
                    + target.facts().system() + " and " + other.facts().system() + ". Correct the settings, or build the standby anew.");
        }
        return target.primary() ? judgePrimary() : judgeStandby();
    }

    private StepResult judgePrimary() {
        Facts now = target.facts();
        if (other.spoke() && other.facts().timeline() > now.timeline()) {
            return no((other.facts().writable() && now.writable() ? "SPLIT BRAIN: both take writes. " : "") + target.name()
                    + " is a primary of the older timeline " + now.timeline() + "; " + other.name() + " has gone on to timeline "
                    + other.facts().timeline() + ". " + rejoin());
        }
        if (other.primary() && (other.facts().writable() || other.facts().timeline() == now.timeline())) {
            return no("SPLIT BRAIN: " + target.name() + " and " + other.name() + " are both primaries"
                    + (other.facts().writable() ? " that take writes" : "") + ", on timelines " + now.timeline() + " and "
                    + other.facts().timeline() + ". Stop PostgreSQL of " + other.region() + " now, before more is written there, "
                    + "and make it a standby of " + target.region() + " (pg_rewind keeps nothing of what it wrote on its own).");
        }
        if (!other.spoke() && evidence().isEmpty()) {
            return no(target.name() + " is a primary already, and nothing shows that " + other.name() + " is not another one: "
                    + other.silence() + " " + whatToDo());
        }
        if (now.readOnly()) {
            return settings.fence() ? new Done(target.name() + " is the primary, and read-only", proof())
                    : no(target.name() + " is the primary, and read-only. Lift that there: " + Sql.LIFT_READ_ONLY + "; " + Sql.RELOAD + ";");
        }
        Map<String, Object> proof = proof();
        Receipt receipt = Receipt.of(other, now);
        if (receipt.lost() != null) {
            proof.put("dataLoss", receipt.proof());
        }
        return new AlreadyDone(target.words() + "; " + other.words() + ". " + receipt.laterWords(), proof);
    }

    private StepResult judgeStandby() {
        Facts now = target.facts();
        if (!now.mayPromote()) {
            return no(target.instance().user() + " may not promote " + target.name() + ". As a superuser of the primary, in database "
                    + target.instance().database() + ": GRANT EXECUTE ON FUNCTION pg_promote(boolean, integer) TO " + target.instance().user() + ";");
        }
        if (now.readOnly() && !settings.fence()) {
            return no(target.name() + " would come up read-only. Lift that there first: " + Sql.LIFT_READ_ONLY + "; " + Sql.RELOAD + ";");
        }
        return !other.spoke() ? judgeAgainstSilence() : other.standby() ? judgeAgainstStandby() : judgeAgainstPrimary();
    }

    private StepResult judgeAgainstPrimary() {
        Facts now = target.facts();
        Facts old = other.facts();
        if (now.timeline() != old.timeline() || failback() && !now.streaming()) {
            return no(target.name() + " does not follow " + other.name() + ": it is on timeline " + now.timeline() + " and "
                    + (now.streaming() ? "streams from " + now.sender() : "streams from nowhere") + ", the primary is on timeline "
                    + old.timeline() + ". " + rejoin());
        }
        long lacks = now.lacks(old.position());
        if (planned() && !now.streaming() && (old.writable() || lacks > 0)) {
            return no(target.name() + " does not stream from " + other.name() + " and lacks " + lacks + " bytes of its WAL, which a planned "
                    + "switch would lose. Start its replication and try again, or choose an unplanned one and lose them.");
        }
        if (old.writable() && !settings.fence() && !willBeFenced()) {
            return no(other.name() + " is alive and takes writes, so that promoting " + target.name() + " would make two primaries"
                    + (fenced() ? ", although the step \"" + settings.fencedBy() + "\" is done" : "") + situation.override()
                    .map(word -> ", although " + word.person() + " says it may be done").orElse("") + ". Stop it or make it read-only ("
                    + Sql.SET_READ_ONLY + "; " + Sql.RELOAD + ";), or let this step do so with \"fence\": true.");
        }
        return can(old.writable() ? "the old primary takes writes and is fenced first" : "the old primary is read-only",
                lacks == 0 ? "the standby has everything" : "the standby lacks " + lacks + " bytes");
    }

    private StepResult judgeAgainstStandby() {
        Facts now = target.facts();
        Facts old = other.facts();
        if (old.streaming() || now.streaming() && old.followers() == 0) {
            return no("A third server is the primary: " + target.name() + " and " + other.name() + " are standbys, and "
                    + (old.streaming() ? other.region() + " streams from " + old.sender() : target.region() + " streams from " + now.sender())
                    + ". Correct the settings, or stop that server.");
        }
        long lacks = now.lacks(old.kept());
        if (old.timeline() > now.timeline() || planned() && lacks > 0) {
            return no(target.name() + " lacks " + lacks + " bytes of WAL that " + other.name() + " has (timelines " + now.timeline() + " and "
                    + old.timeline() + "). Let it catch up first, or promote the other one.");
        }
        return can("no server is a primary", lacks == 0 ? "the target has everything" : "the target lacks " + lacks + " bytes");
    }

    private StepResult judgeAgainstSilence() {
        Facts now = target.facts();
        if (other.answer() instanceof Retry later) {
            return later;
        }
        if (other.alive()) {
            return no(other.name() + " runs, and whether it takes writes cannot be seen: " + other.silence()
                    + " Correct its settings or rights, or stop it.");
        }
        if (preview() && !planned() && settings.fencedBy() != null) {
            return can("the old primary is silent and is fenced by the step \"" + settings.fencedBy() + "\" first", "what is lost is not known");
        }
        if (evidence().isEmpty()) {
            return no(other.silence() + " Silence is no proof that it is dead"
                    + (now.streaming() ? ", and " + target.region() + " still streams from it: it is alive" : "") + ". " + whatToDo());
        }
        if (now.streaming()) {
            return new Retry(Duration.ofSeconds(5), target.name() + " still streams from " + now.sender() + " (last message at "
                    + now.lastMessage() + "): the old primary is alive, or the standby has not noticed its end yet (wal_receiver_timeout).");
        }
        if (preview() && planned()) {
            return no(other.silence() + " A planned switch needs it, to show that nothing is lost. Start it, or choose an unplanned one.");
        }
        return can("the old primary is silent; " + evidence().get(), planned() ? "that it ended cleanly is proven before the promotion"
                : "what is lost is not known");
    }

    /** After fencing: why the promotion must wait or not be, seen a moment before it; empty when it may happen. */
    Optional<StepResult> obstacle() {
        StepResult judged = judge();
        if (!(judged instanceof Done)) {
            return Optional.of(judged);
        }
        if (!other.primary()) {
            return Optional.empty();
        }
        Facts old = other.facts();
        if (old.writable()) {
            return Optional.of(settings.fence() ? new Retry(SOON, other.name() + " is not read-only yet.")
                    : no(other.name() + " takes writes still; the step \"" + settings.fencedBy() + "\" has to stop it first."));
        }
        if (old.writers() > 0) {
            return Optional.of(new Retry(SOON, old.writers() + " session(s) on " + other.name() + " still write; it is read-only for new ones. "
                    + "End them there."));
        }
        long lacks = Math.max(0, old.position().asLong() - target.facts().position().asLong());
        return planned() && lacks > 0 ? Optional.of(new Retry(SOON, target.name() + " has still to replay " + lacks + " bytes"
                + (target.facts().paused() ? "; its replay is paused: SELECT pg_wal_replay_resume();" : ".")
                + (settings.fence() ? " " + other.region() + " stays read-only meanwhile; to go back: " + Sql.LIFT_READ_ONLY + "; "
                + Sql.RELOAD + ";" : ""))) : Optional.empty();
    }

    /** Why a side that says nothing may be taken for fenced or dead. */
    private Optional<String> evidence() {
        if (situation.override().isPresent()) {
            return situation.override().map(word -> word.person() + " answers for it that it is fenced or dead: " + word.reason());
        }
        // A failback to a server that never rejoined would lose all since the failover; only a look at both can tell.
        return failback() || !fenced() && !willBeFenced() ? Optional.empty()
                : Optional.of("the step \"" + settings.fencedBy() + "\" " + (fenced() ? "is done" : "is done before"));
    }

    private String whatToDo() {
        return failback() ? "Start it, so that both can be compared; or, if it is lost for good, let a person override this by name, with the reason."
                : settings.fencedBy() == null ? "Stop it and let a person override this by name, with the reason; or name a step of the plan that "
                + "stops it as \"fencedBy\"." : "Let the step \"" + settings.fencedBy() + "\" stop it first; or, if it is known to be dead, "
                + "let a person override this by name, with the reason.";
    }

    private String rejoin() {
        return "Make " + target.region() + " a standby of " + other.region() + " first: run CHECKPOINT on " + other.region() + ", stop "
                + target.region() + ", run pg_rewind --target-pgdata=... "
                + "--source-server=\"host=" + other.instance().host() + " port=" + other.instance().port() + " ...\" --write-recovery-conf "
                + "(or pg_basebackup --write-recovery-conf into an empty directory), start it.";
    }

    private boolean planned() {
        return situation.mode() == Mode.PLANNED;
    }

    private boolean failback() {
        return situation.to() == Side.PRIMARY;
    }

    private boolean preview() {
        return situation.preview();
    }

    private boolean fenced() {
        return settings.fencedBy() != null && situation.stepsDone().contains(settings.fencedBy());
    }

    /** Whether this is a look ahead of the step that stops the old primary. */
    boolean willBeFenced() {
        return preview() && settings.fencedBy() != null && !fenced();
    }

    private StepResult can(String why, String data) {
        return new Done(target.words() + "; " + other.words() + "; " + why + "; " + data, proof());
    }

    Refused no(String reason) {
        return new Refused(reason, proof());
    }

    /** Both sides as data. */
    Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put(target.region(), target.proof());
        proof.put(other.region(), other.proof());
        if (target.spoke() && other.spoke() && !(target.primary() && other.primary())) {
            proof.put("lagBytes", target.standby() ? target.facts().lacks(other.standby() ? other.facts().kept() : other.facts().position())
                    : other.facts().lacks(target.facts().position()));
        }
        evidence().filter(word -> !other.spoke()).ifPresent(word -> proof.put("evidence", word));
        return proof;
    }
}
