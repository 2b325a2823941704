package org.dradmin.systemlog.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/**
 * Holds lines of an export, in whatever order they come, against seals. An event is proven when links lead from it,
 * place by place, to one that a good seal vouches for: that seal's hash takes in all before it. Keeps a place and two
 * hashes of each line and nothing of what it says.
 */
final class ExportProof {

    private static final int BYTES = 32;

    private final Consumer<String> fault;
    private long[] places = new long[1024];
    private byte[] hashes = new byte[1024 * 2 * BYTES];
    private final BitSet events = new BitSet();
    private final BitSet anchored = new BitSet();
    private int count;
    private int[] order;

    ExportProof(Consumer<String> fault) {
        this.fault = fault;
    }

    /** @param where the line's place in its file, in words */
    void add(String text, String where) {
        ExportLine line;
        try {
            line = ExportLine.read(text);
        } catch (IllegalArgumentException e) {
            fault.accept(where + ": " + e.getMessage() + ".");
            return;
        }
        if (line.leaf() != null && !line.leaf().equals(line.link().leaf())) {
            fault.accept(where + ", place " + line.link().position() + ": the event is not the one whose hash stands beside it. It was changed.");
            return;
        }
        if (!line.link().hash().equals(line.hash())) {
            fault.accept(where + ", place " + line.link().position() + ": the hash does not fit what it is made of.");
            return;
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
            hashes = Arrays.copyOf(hashes, count * 4 * BYTES);
        }
        places[count] = line.link().position();
        System.arraycopy(HexFormat.of().parseHex(line.link().previous()), 0, hashes, count * 2 * BYTES, BYTES);
        System.arraycopy(HexFormat.of().parseHex(line.hash()), 0, hashes, (count * 2 + 1) * BYTES, BYTES);
        events.set(count++, line.leaf() != null);
    }

    /** No more lines come: seals follow. */
    void sort() {
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = places[i] << 31 | i;
        }
        Arrays.sort(keys);
        order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) (keys[i] & Integer.MAX_VALUE);
        }
    }

    /** A seal that is good itself. */
    void seal(Seal seal) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places[order[middle]] < seal.position()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low; i < count && places[order[i]] == seal.position(); i++) {
            if (hash(order[i], 1).equals(seal.hash())) {
                anchored.set(order[i]);
            } else {
                fault.accept("Place " + seal.position() + ": seal " + seal.number() + " of " + seal.time() + " vouched for another log. What stands there, or before, was rewritten.");
            }
        }
    }

    private String hash(int line, int which) {
        int from = (line * 2 + which) * BYTES;
        return HexFormat.of().formatHex(hashes, from, from + BYTES);
    }

    /** What came out, in words, and how many events are not proven. */
    record Verdict(long events, long proven, List<String> words) {
    }

    Verdict verdict() {
        List<String> words = new ArrayList<>();
        BitSet proven = new BitSet();
        boolean leads = false;
        for (int i = count - 1; i >= 0; i--) {
            boolean same = i < count - 1 && places[order[i]] == places[order[i + 1]];
            boolean next = i < count - 1 && places[order[i]] + 1 == places[order[i + 1]];
            if (same && !hash(order[i], 1).equals(hash(order[i + 1], 1))) {
                fault.accept("Place " + places[order[i]] + " is claimed by two different events.");
            } else if (next && !hash(order[i], 1).equals(hash(order[i + 1], 0))) {
                fault.accept("Place " + places[order[i + 1]] + " does not follow place " + places[order[i]] + ".");
                next = false;
            }
            leads = anchored.get(order[i]) || leads && (next || same);
            proven.set(i, leads);
        }
        if (count > 0 && places[order[0]] == 1 && !hash(order[0], 0).equals(Link.GENESIS)) {
            fault.accept("Place 1 follows something, though it is the first.");
        }
        ranges(words, proven);
        long all = events.cardinality();
        long good = proven.stream().filter(i -> events.get(order[i])).count();
        return new Verdict(all, good, words);
    }

    /** Where events are missing, and which are not proven; each kind of range at most a few times. */
    private void ranges(List<String> words, BitSet proven) {
        int gaps = 0;
        int unproven = 0;
        for (int i = 0; i < count; i++) {
            if (i > 0 && places[order[i]] > places[order[i - 1]] + 1 && ++gaps <= 10) {
                words.add(missing(places[order[i - 1]] + 1, places[order[i]] - 1));
            }
            if (!proven.get(i) && events.get(order[i]) && (i == 0 || proven.get(i - 1) || !events.get(order[i - 1])) && ++unproven <= 10) {
                words.add("From place " + places[order[i]] + " on events are not proven: no link leads to a later seal.");
            }
        }
        if (gaps > 10) {
            words.add("There are " + (gaps - 10) + " more gaps.");
        }
        if (count > 0) {
            words.add("The files hold places " + places[order[0]] + " to " + places[order[count - 1]] + (gaps == 0 ? ", without a gap." : "."));
        }
    }

    private static String missing(long first, long last) {
        return first == last ? "Place " + first + " is not in the files." : "Places " + first + " to " + last + " are not in the files.";
    }
}
