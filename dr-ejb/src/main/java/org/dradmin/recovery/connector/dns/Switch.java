package org.dradmin.recovery.connector.dns;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIG;

/**
 * Sends a batch's updates. Each message carries, for every name in it, what must be there before; the server carries
 * out all of a message or nothing. A rejected message is looked into: names that somebody else has changed are refused
 * one by one, those that stand where they should are done, the rest goes again.
 */
final class Switch {

    /** How often a message is sent that is rejected although nothing in it has changed. */
    private static final int TRIES = 3;
    /** How many messages finding the refused names of a batch may take: so many at least, and one for so many names. */
    private static final int SEARCH = 64;
    private static final int NAMES = 6;

    private final Conversation primary;
    private final TSIG key;
    private final DnsSettings settings;
    private final Optional<Situation.Override> override;
    private final Map<Name, StepResult> results = new HashMap<>();
    private final Map<Change, Done> taken = new HashMap<>();
    private final Deque<UpdateMessage> waiting = new ArrayDeque<>();
    private int search;

    private record Change(Values from, Values to) {
    }

    Switch(Conversation primary, TSIG key, DnsSettings settings, Optional<Situation.Override> override) {
        this.primary = primary;
        this.key = key;
        this.settings = settings;
        this.override = override;
    }

    Map<Name, StepResult> carryOut(Name zone, List<RecordMove> moves) throws NoAnswer {
        search = Math.max(SEARCH, moves.size() / NAMES);
        waiting.addAll(UpdateMessage.of(zone, settings.ttl(), override.isPresent() ? open(moves) : moves));
        while (!waiting.isEmpty()) {
            UpdateMessage message = waiting.poll();
            try {
                send(message);
            } catch (NoAnswer e) {
                message.moves().forEach(move -> results.put(move.name(), e.ofUpdate()));
                waiting.forEach(other -> all(other, new Failed("Not sent, because the DNS server " + primary.server()
                        + " gave no answer to the update before.")));
                waiting.clear();
            }
        }
        return results;
    }

    private void send(UpdateMessage message) throws NoAnswer {
        Conversation.Signed answer = primary.tell(message, key);
        int rcode = answer.message().getRcode();
        boolean believed = answer.fault() == Rcode.NOERROR;
        if (believed && rcode == Rcode.NOERROR) {
            message.moves().forEach(move -> results.put(move.name(), taken.computeIfAbsent(new Change(move.from(), move.to()), this::done)));
        } else if (believed && Verdict.prerequisite(rcode)) {
            lookInto(message);
        } else if (believed && rcode == Rcode.REFUSED && message.moves().size() > 1 && search > 0) {
            // A policy may permit some of the names: they are found by halves.
            search -= 2;
            List<UpdateMessage> halves = message.halves();
            waiting.addFirst(halves.get(1));
            waiting.addFirst(halves.get(0));
        } else {
            all(message, Verdict.of(answer, primary.server(), settings));
        }
    }

    private void lookInto(UpdateMessage message) {
        List<RecordMove> open;
        try {
            open = open(message.moves());
        } catch (NoAnswer e) {
            // The message was rejected, so that nothing of it was done.
            all(message, e.answer());
            return;
        }
        if (!open.isEmpty()) {
            UpdateMessage again = message.of(open);
            if (again.tries() < TRIES) {
                waiting.addFirst(again);
            } else {
                all(again, new Retry(Verdict.SOON, "The DNS server " + primary.server() + " rejected the update " + TRIES
                        + " times, though the records are as expected without the key: the zone is being changed right now, or the server shows "
                        + "those who bear the key another view of it."));
            }
        }
    }

    /** Those that can still be moved, each from where it stands; the others get their answers. */
    private List<RecordMove> open(List<RecordMove> moves) throws NoAnswer {
        Map<Name, Found> found = Found.at(primary, settings.zone(), moves);
        List<RecordMove> open = new ArrayList<>();
        for (RecordMove move : moves) {
            Found now = found.get(move.name());
            if (now.trouble() != null) {
                results.put(move.name(), now.trouble());
            } else if (now.is(move.to())) {
                results.put(move.name(), new AlreadyDone(move.record() + " is " + now.values() + " already", proof(move, now.lines())));
            } else if (!now.beside().isEmpty() || !now.is(move.from()) && override.isEmpty()) {
                results.put(move.name(), refused(move, now, proof(move, now.lines())));
            } else {
                open.add(move.from(now.values()));
            }
        }
        return open;
    }

    /** Somebody else's record is not overwritten. */
    static Refused refused(RecordMove move, Found now, Map<String, Object> proof) {
        if (!now.beside().isEmpty()) {
            return new Refused(move.record() + " has other records (" + String.join(", ", now.beside()) + "), beside which there can be no CNAME "
                    + "(RFC 1034, section 3.6.2).", proof);
        }
        return new Refused(move.record() + " has " + now.values() + ", which is neither " + move.from() + " nor " + move.to()
                + ": somebody else has changed it. Set it right in the zone, or in the plan.", proof);
    }

    /** The same for all names that change alike: which ones these are, and what they had before and have now, is said beside. */
    private Done done(Change change) {
        return new Done(primary.server() + " took the update from " + change.from() + " to " + change.to(), Map.of("server", primary.server(),
                "key", settings.key().name(), "from", change.from().toString(), "to", change.to().toString(), "ttl", settings.ttl()));
    }

    private Map<String, Object> proof(RecordMove move, List<String> lines) {
        return Map.of("record", move.record(), "server", primary.server(), "key", settings.key().name(), "records", lines);
    }

    private void all(UpdateMessage message, StepResult answer) {
        message.moves().forEach(move -> results.put(move.name(), answer));
    }
}
