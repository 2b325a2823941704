package org.dradmin.recovery.connector.postgresql;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postgresql.replication.LogSequenceNumber;

/**
 * What a promotion has cost: where the old primary's WAL ended, how far the new one has it, and the difference. What is
 * not known is said to be so.
 *
 * @param oldEnd null where the old primary could not be asked
 * @param kept the end of what the new primary has of it; null once that server has been restarted
 * @param lost bytes; null where not known
 * @param lastCommit when the last transaction was committed that the new primary has
 * @param promoted when this was seen
 */
record Receipt(Sight oldPrimary, LogSequenceNumber oldEnd, LogSequenceNumber kept, Long lost, Instant lastCommit, Instant promoted) {

    /**
     * @param old as it was seen before the promotion, or later: then its position includes what it wrote for itself
     *     since (checkpoints, clean-up), and the bytes are the most that can be lost
     */
    static Receipt of(Sight old, Facts promoted) {
        LogSequenceNumber kept = promoted.replayed() == null ? null : promoted.kept();
        LogSequenceNumber end = old.spoke() && !followsIt(old.facts(), promoted) ? old.facts().standby() ? old.facts().kept() : old.facts().position() : null;
        Long lost = followsIt(old, promoted) ? Long.valueOf(0) : end == null || kept == null ? null : Long.valueOf(Math.max(0, end.asLong() - kept.asLong()));
        return new Receipt(old, end, kept, lost, promoted.lastCommit(), promoted.now());
    }

    /** Of an old primary that cannot be asked, but whose clean shutdown the new one had replayed. */
    static Receipt ofACleanEnd(Sight old, Facts promoted) {
        return new Receipt(old, promoted.kept(), promoted.kept(), 0L, promoted.lastCommit(), promoted.now());
    }

    private static boolean followsIt(Sight old, Facts promoted) {
        return old.spoke() && followsIt(old.facts(), promoted);
    }

    private static boolean followsIt(Facts old, Facts promoted) {
        return old.standby() && old.timeline() == promoted.timeline();
    }

    String words() {
        if (lost == null) {
            return "What is lost is not known: " + whyNotKnown() + "." + last();
        }
        return lost == 0 ? "Nothing is lost." : "At most " + lost + " bytes of WAL are lost, between " + kept.asString() + " and "
                + oldEnd.asString() + (lastCommit == null ? "." : ", from at most " + timeLost() + ".") + last();
    }

    /** Of a look after the promotion: what cannot be measured any more may have been measured at the switch. */
    String laterWords() {
        return lost != null ? words() : "What its promotion cost can no longer be measured, as " + whyNotKnown()
                + "; what was known then stands at the switch." + last();
    }

    private String whyNotKnown() {
        return oldPrimary.spoke() ? "the new primary no longer says where it left the old one's WAL"
                : oldPrimary.name() + " is out of reach; last known LSN " + (kept == null ? "unknown" : kept.asString());
    }

    private String last() {
        return lastCommit == null ? "" : " The last transaction it has was committed at " + lastCommit + ".";
    }

    private Duration timeLost() {
        Duration time = Duration.between(lastCommit, promoted);
        return time.isNegative() ? Duration.ZERO : time;
    }

    Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("oldPrimaryLsn", oldEnd == null ? "not known" : oldEnd.asString());
        proof.put("newPrimaryHasUpTo", kept == null ? "not known" : kept.asString());
        proof.put("bytesLost", lost == null ? "not known" : lost);
        proof.put("timeLost", lost == null ? "not known" : lost == 0 ? "PT0S" : lastCommit == null ? "not known" : timeLost().toString());
        if (lastCommit != null) {
            proof.put("lastTransactionKeptAt", lastCommit.toString());
        }
        proof.put("words", words());
        return proof;
    }
}
