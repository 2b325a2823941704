package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * Looks at names at a server. Many names are read out of a copy of the zone (AXFR), where the server hands it out with
 * the key and it is not much larger than what is looked for; otherwise, and where a copy leaves a question open, each
 * name is asked for.
 *
 * <p>A server may show those who bear the key another view of the zone than everybody. So a few names, spread over all
 * of them, are asked for without it as well: unless they are the same, the copy counts for nothing.
 */
final class Survey {

    /** Names for which a copy of the zone may be less work. */
    static final int MANY = 100;
    /** Records of the zone for each name looked for, beyond which asking is less work. */
    private static final int RECORDS = 8;
    private static final int ALSO_ASKED = 8;

    private final DnsSettings settings;
    private final Reach reach;
    private final Deadline deadline;
    private final Optional<TSIG> key;

    /** @param key empty to ask for each name */
    Survey(DnsSettings settings, Reach reach, Deadline deadline, Optional<TSIG> key) {
        this.settings = settings;
        this.reach = reach;
        this.deadline = deadline;
        this.key = key;
    }

    /**
     * What was found.
     *
     * @param asked the names that were asked for; the others were read out of a copy
     * @param copySerial the copy's serial
     */
    record Answers(Map<Name, Found> found, Set<Name> asked, long copySerial) {

        Found of(RecordMove move) {
            return found.get(move.name());
        }

        /** The serial with which a name was found. @param now the server's when it was asked */
        long serial(RecordMove move, long now) {
            return asked.contains(move.name()) ? now : copySerial;
        }
    }

    /** Looks at names before they are switched, in a copy that batches share. @param conversation with that server */
    Answers before(Copies copies, Situation situation, NameServer server, Conversation conversation, List<RecordMove> moves) throws NoAnswer {
        int most = RECORDS * moves.size();
        return answers(conversation, moves, !many(moves) ? Optional.empty() : copies.of(situation, deadline,
                () -> copy(server, (zone, own) -> Transfer.whole(own, zone, key.orElseThrow(), most))));
    }

    /** Looks at names as they are now. @param conversation with that server */
    Answers at(NameServer server, Conversation conversation, List<RecordMove> moves) throws NoAnswer {
        return answers(conversation, moves, !many(moves) ? Optional.empty()
                : copy(server, (zone, own) -> Transfer.of(own, zone, key.orElseThrow(), RECORDS * moves.size(), moves)));
    }

    private boolean many(List<RecordMove> moves) {
        return key.isPresent() && moves.size() >= MANY;
    }

    private Answers answers(Conversation conversation, List<RecordMove> moves, Optional<Transfer> copy) throws NoAnswer {
        Map<Name, Found> found = copy.map(transfer -> transfer.found(moves)).orElse(Map.of());
        if (found.isEmpty()) {
            return asked(conversation, moves);
        }
        List<RecordMove> asked = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            if (!found.containsKey(moves.get(i).name()) || i % (moves.size() / ALSO_ASKED) == 0) {
                asked.add(moves.get(i));
            }
        }
        Map<Name, Found> answers = Found.at(conversation, settings.zone(), asked);
        for (Map.Entry<Name, Found> answer : answers.entrySet()) {
            Found copied = found.put(answer.getKey(), answer.getValue());
            if (copied != null && !copied.equals(answer.getValue())) {
                return asked(conversation, moves);
            }
        }
        return new Answers(found, answers.keySet(), copy.orElseThrow().serial());
    }

    private Answers asked(Conversation conversation, List<RecordMove> moves) throws NoAnswer {
        Map<Name, Found> found = Found.at(conversation, settings.zone(), moves);
        return new Answers(found, found.keySet(), 0);
    }

    private interface Taking {
        Optional<Transfer> from(Name zone, Conversation own) throws NoAnswer;
    }

    private Optional<Transfer> copy(NameServer server, Taking taking) {
        // In a conversation of its own: it is cut off where the zone turns out to be too large.
        try (Conversation own = Conversation.with(server, reach, deadline)) {
            return taking.from(Batch.name(settings.zone()), own);
        } catch (NoAnswer e) {
            return Optional.empty();
        }
    }
}
