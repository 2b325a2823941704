package org.dradmin.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.chain.Link;
import org.dradmin.systemlog.chain.Seal;

/**
 * Goes through the whole log once, in constant memory, and finds and places what was changed, taken out, put in, moved
 * or cut off: each row against its own leaf, each link against the one before, the chain against the seals in the
 * database and against those outside of it. New events may be written meanwhile.
 */
public final class LogCheck {

    /** Faults that are listed; all are counted. */
    static final int LISTED = 100;
    private static final int PORTION = 2000;

    /**
     * What came out.
     *
     * @param first  the place at which the log begins
     * @param proven the place up to which it is what was sealed
     * @param faults how many there are; {@code findings} has the first {@link #LISTED}
     */
    public record Result(long events, long first, long proven, long last, int faults, List<String> findings, List<String> notes) {
    }

    private final LogChain chain;
    private final Seals seals;
    private final SealFile file;
    private final SealKeyFile key;
    private final List<String> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int faults;
    private long events;
    private long place;
    private String hash;

    LogCheck(LogChain chain, Seals seals, SealFile file, SealKeyFile key) {
        this.chain = chain;
        this.seals = seals;
        this.file = file;
        this.key = key;
    }

    private void fault(String text) {
        faults++;
        if (findings.size() < LISTED) {
            findings.add(text);
        }
    }

    Result run() throws IOException {
        Optional<Seal> checkpoint = seals.newest(Seal.Kind.CHECKPOINT);
        long highest = chain.highest();
        LogChain.End end = chain.end();
        place = checkpoint.map(Seal::position).orElse(0L);
        hash = checkpoint.map(Seal::hash).orElse(Link.GENESIS);
        long first = place + 1;
        try (Stream<String> outside = file.lines()) {
            Anchors inside = new Anchors("in the database", new StoredLines(), List.of(), this::fault);
            Anchors external = new Anchors("in " + file.path(), outside.iterator(), List.of(), this::fault);
            inside.beginAt(place, hash);
            external.beginAt(place, hash);
            rows(first, end.position(), inside, external);
            end(end, highest);
            inside.end();
            external.end();
            anchored(inside, external, end);
            compareSeals();
            signer();
            long proven = Math.max(inside.proven(), external.proven());
            notes(proven, external, end);
            return new Result(events, first, proven, end.position(), faults, findings, notes);
        }
    }

    private void rows(long first, long upTo, Anchors inside, Anchors external) {
        long from = first;
        String lastUuid = null;
        List<LogChain.Row> rows;
        do {
            rows = chain.from(from, upTo, PORTION);
            for (LogChain.Row row : rows) {
                if (!row.uuid().equals(lastUuid)) {
                    row(row, inside, external);
                    lastUuid = row.uuid();
                }
            }
            if (rows.size() == PORTION) {
                // From the last place once more, should two rows claim it; never standing still.
                long last = rows.get(rows.size() - 1).link().position();
                from = last > from ? last : last + 1;
            }
        } while (rows.size() == PORTION);
    }

    private void row(LogChain.Row row, Anchors inside, Anchors external) {
        Link link = row.link();
        events++;
        if (link.position() == place) {
            fault("Place " + place + " is claimed by two events; one of them was put in (" + row.uuid() + ", which bears the time " + row.published() + ").");
            return;
        }
        boolean gap = link.position() > place + 1;
        if (gap) {
            fault("Places " + (place + 1) + " to " + (link.position() - 1) + " are missing: " + (link.position() - 1 - place) + " events were taken out.");
        }
        place = link.position();
        if (!link.readable()) {
            fault("Place " + place + ": the event was put in, or its link taken away (" + row.uuid() + ").");
            return;
        }
        if (!row.leaf().equals(link.leaf())) {
            fault("Place " + place + ": the event was changed, or another one stands in its place (" + row.uuid() + ").");
        } else if (!row.findable()) {
            fault("Place " + place + ": the event is as it was, but what searches and filters go by was changed (" + row.uuid() + ").");
        }
        if (!gap && !link.previous().equals(hash)) {
            fault("Place " + place + " does not follow place " + (place - 1) + ": one of the two was moved, put in or rewritten together with its link (" + row.uuid() + ").");
        }
        hash = link.hash();
        inside.compare(place, hash);
        external.compare(place, hash);
    }

    private void end(LogChain.End end, long highest) {
        if (place < end.position()) {
            fault("Places " + (place + 1) + " to " + end.position() + " are missing: the end of the log was cut off.");
        } else if (!hash.equals(end.hash())) {
            fault("Place " + place + ", the last one, was rewritten together with its link, or the end of the log was cut off there.");
        }
        if (highest > end.last()) {
            fault("There are events behind the last place that was given away (" + end.last() + "): they were put in, or the end was set back.");
        }
    }

    private void anchored(Anchors inside, Anchors external, LogChain.End end) {
        long now = chain.end().position();
        for (Anchors anchors : List.of(external, inside)) {
            Optional<Seal> cut = anchors.beyond().filter(seal -> seal.position() > now);
            if (cut.isPresent()) {
                fault("The log ends at place " + end.position() + ", but seal " + cut.get().number() + " of " + cut.get().time() + " vouched for events up to place "
                        + cut.get().position() + ": the end was cut off, or an older state restored.");
                return;
            }
        }
    }

    /** The same number is the same seal everywhere, and what left the database is still in it. */
    private void compareSeals() throws IOException {
        Iterator<String> stored = new StoredLines();
        try (Stream<String> outside = file.lines()) {
            Seal here = next(stored);
            for (Iterator<String> lines = outside.iterator(); lines.hasNext();) {
                Seal there = read(lines.next());
                while (here != null && there != null && here.number() < there.number()) {
                    here = next(stored);
                }
                if (there != null && (here == null || here.number() > there.number())) {
                    fault("Seal " + there.number() + " of " + there.time() + " is missing in the database; it stands in " + file.path() + ".");
                    return;
                }
                if (there != null && !here.line().equals(there.line())) {
                    fault("Seal " + there.number() + " in the database is not the one that left it: " + file.path() + " has another one.");
                    return;
                }
            }
        }
    }

    private void signer() {
        Optional<String> fault = seals.fault();
        fault.ifPresent(this::fault);
        // A new key is introduced by the key before it, which this server has forgotten by then.
        if (fault.isEmpty() && !seals.newest().map(seal -> seal.kind() == Seal.Kind.KEY || key.has(seal.keyId())).orElse(true)) {
            fault("The last seal in the database was not signed with this server's key.");
        }
    }

    private static Seal next(Iterator<String> lines) {
        Seal seal = null;
        while (seal == null && lines.hasNext()) {
            seal = read(lines.next());
        }
        return seal;
    }

    private static Seal read(String line) {
        try {
            return Seal.read(line);
        } catch (IllegalArgumentException toldBefore) {
            return null;
        }
    }

    private void notes(long proven, Anchors external, LogChain.End end) {
        notes.addAll(external.unproven());
        if (proven < end.position()) {
            notes.add("Places " + (proven + 1) + " to " + end.position() + " are not sealed yet, or not any more: nothing but the chain itself speaks for them.");
        }
        if (external.proven() < proven) {
            notes.add("Behind place " + external.proven() + " only seals in the database itself speak for the log: they are not in " + file.path() + ".");
        }
        Optional<Seal> first = seals.first(Seal.Kind.SEAL);
        if (first.isPresent() && end.upgraded() > 0) {
            notes.add("Places 1 to " + end.upgraded() + " are older than the chain. That nobody changed them before " + first.get().time()
                    + ", the time of the first seal, is not proven.");
        }
        if (end.last() > end.position()) {
            notes.add("Places " + (end.position() + 1) + " to " + end.last() + " are older than the chain, which has not come to them yet.");
        }
    }

    /** The seals of the database, as many at a time as one likes to hold. */
    private final class StoredLines implements Iterator<String> {

        private Iterator<Seals.Kept> portion = List.<Seals.Kept>of().iterator();
        private long number;

        @Override
        public boolean hasNext() {
            if (!portion.hasNext()) {
                portion = seals.after(number, PORTION).iterator();
            }
            return portion.hasNext();
        }

        @Override
        public String next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Seals.Kept kept = portion.next();
            number = kept.number();
            return kept.line();
        }
    }
}
