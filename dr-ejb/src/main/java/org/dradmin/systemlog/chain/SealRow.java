package org.dradmin.systemlog.chain;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through seals in their order and says what is wrong with each: its number, what it says of the one before, its
 * signature. Takes up what keys announce. Needs no more memory for many seals than for few.
 */
public final class SealRow {

    private final Map<String, PublicKey> trusted = new HashMap<>();
    private final List<String> unproven = new ArrayList<>();
    private final boolean believesTheFirst;
    private PublicKey current;
    private Seal last;
    private long highest;

    /** @param trusted public keys that are known from elsewhere; empty: the key that the first seal announces is believed */
    public SealRow(List<PublicKey> trusted) {
        trusted.forEach(key -> this.trusted.put(SealKey.id(key), key));
        believesTheFirst = trusted.isEmpty();
    }

    /** The seal last taken, good or not; null before the first. */
    public Seal last() {
        return last;
    }

    /** What of the seals must be believed without proof, in words. */
    public List<String> unproven() {
        return unproven;
    }

    /** What is wrong with the next seal, in words; nothing if it is good. */
    public Optional<String> next(Seal seal) {
        Optional<String> fault = order(seal).or(() -> signature(seal));
        last = seal;
        highest = Math.max(highest, seal.position());
        return fault;
    }

    private Optional<String> order(Seal seal) {
        if (last == null) {
            return Optional.empty();
        }
        if (seal.number() != last.number() + 1) {
            return Optional.of("Behind seal " + last.number() + " comes seal " + seal.number() + ": seals were taken out or put in");
        }
        if (!seal.previous().equals(last.digest())) {
            return Optional.of("Seal " + seal.number() + " follows another seal than the one that stands before it");
        }
        // What a checkpoint speaks of is the beginning of the log, not its end.
        return seal.kind() != Seal.Kind.CHECKPOINT && seal.position() < highest
                ? Optional.of("Seal " + seal.number() + " stands at place " + seal.position() + ", before the place of a seal before it") : Optional.empty();
    }

    private Optional<String> signature(Seal seal) {
        boolean first = last == null;
        PublicKey key = current != null && SealKey.id(current).equals(seal.keyId()) ? current : trusted.get(seal.keyId());
        if (key == null && seal.kind() == Seal.Kind.KEY) {
            // A key that vouches for itself: the first one, or one that took over when the one before was lost.
            PublicKey own = own(seal);
            if (own != null && (!first || believesTheFirst)) {
                if (!first) {
                    unproven.add("With seal " + seal.number() + " a new key began (" + seal.keyId() + ") that the key before did not sign.");
                }
                key = own;
            }
        }
        if (key == null) {
            return Optional.of("Seal " + seal.number() + " is signed by a key that nobody vouches for (" + seal.keyId() + ")");
        }
        if (!seal.signedBy(key)) {
            return Optional.of("The signature of seal " + seal.number() + " is wrong");
        }
        try {
            current = seal.kind() == Seal.Kind.KEY ? seal.announced() : key;
        } catch (IllegalArgumentException noKey) {
            return Optional.of(noKey.getMessage());
        }
        return Optional.empty();
    }

    private static PublicKey own(Seal seal) {
        try {
            PublicKey announced = seal.announced();
            return SealKey.id(announced).equals(seal.keyId()) ? announced : null;
        } catch (IllegalArgumentException noKey) {
            return null;
        }
    }
}
