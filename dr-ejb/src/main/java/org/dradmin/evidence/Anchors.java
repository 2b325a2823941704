package org.dradmin.evidence;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dradmin.systemlog.chain.Seal;
import org.dradmin.systemlog.chain.SealRow;

/**
 * Seals from one place (the database, the file outside of it), held against the chain while that is gone through. A
 * seal that is wrong itself proves nothing. Of several that the chain contradicts only the first is told: each hash
 * takes in all before it.
 */
final class Anchors {

    private final String place;
    private final Iterator<String> lines;
    private final SealRow row;
    private final Consumer<String> fault;
    private Seal next;
    private boolean good;
    private long proven;
    private Seal lastAgreed;
    private boolean contradicted;
    private Seal beyond;

    /** @param place where they are from, in words */
    Anchors(String place, Iterator<String> lines, List<PublicKey> trusted, Consumer<String> fault) {
        this.place = place;
        this.lines = lines;
        this.row = new SealRow(trusted);
        this.fault = fault;
        advance();
    }

    private void advance() {
        next = null;
        while (next == null && lines.hasNext()) {
            try {
                Seal seal = Seal.read(lines.next());
                Optional<String> wrong = row.next(seal);
                wrong.ifPresent(text -> fault.accept(text + " (" + place + ")."));
                good = wrong.isEmpty();
                next = seal;
            } catch (IllegalArgumentException unreadable) {
                fault.accept("Behind seal " + (row.last() == null ? 0 : row.last().number()) + " stands something else (" + place + "): " + unreadable.getMessage() + ".");
            }
        }
    }

    /** The chain begins behind this place, where it had this hash; what seals said of earlier ones is of no use any more. */
    void beginAt(long position, String hash) {
        while (next != null && next.position() < position) {
            advance();
        }
        compare(position, hash);
    }

    /** The chain has this hash at this place. */
    void compare(long position, String hash) {
        while (next != null && next.position() <= position) {
            if (next.position() == position && good) {
                hold(next, hash);
            } else if (next.position() < position && good && next.kind() != Seal.Kind.CHECKPOINT && !contradicted) {
                // The place that it speaks of is not there any more; that is told where the gap is.
                contradicted = true;
            }
            advance();
        }
    }

    private void hold(Seal seal, String hash) {
        if (contradicted) {
            return;
        }
        if (seal.hash().equals(hash)) {
            proven = seal.position();
            lastAgreed = seal;
            return;
        }
        contradicted = true;
        fault.accept("Places " + (lastAgreed == null ? "up to " : lastAgreed.position() + 1 + " to ") + seal.position() + ": the log is not what seal "
                + seal.number() + " of " + seal.time() + " vouched for (" + place + "). What stands there, or before, was rewritten"
                + (lastAgreed == null ? "." : " after seal " + lastAgreed.number() + " of " + lastAgreed.time() + ", with which it still agrees."));
    }

    /** The chain ends here: what seals say of later places is remembered. */
    void end() {
        while (next != null) {
            if (good && next.kind() != Seal.Kind.CHECKPOINT) {
                beyond = next;
            }
            advance();
        }
    }

    /** The last good seal that vouches for more than there is. */
    Optional<Seal> beyond() {
        return Optional.ofNullable(beyond);
    }

    /** The last seal, good or not. */
    Optional<Seal> last() {
        return Optional.ofNullable(row.last());
    }

    /** The place up to which the chain is what was sealed; 0 if nowhere. */
    long proven() {
        return proven;
    }

    List<String> unproven() {
        return new ArrayList<>(row.unproven());
    }
}
