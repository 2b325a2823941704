package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.recovery.connector.Reach;
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

    /** @param conversation with that server */
    Map<Name, Found> at(NameServer server, Conversation conversation, List<RecordMove> moves) throws NoAnswer {
        Map<Name, Found> copied = key.isPresent() && moves.size() >= MANY ? copied(server, moves) : Map.of();
        List<RecordMove> asked = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            if (!copied.containsKey(moves.get(i).name()) || i % (moves.size() / ALSO_ASKED) == 0) {
                asked.add(moves.get(i));
            }
        }
        if (copied.isEmpty()) {
            return Found.at(conversation, settings.zone(), moves);
        }
        Map<Name, Found> found = new LinkedHashMap<>(copied);
        for (Map.Entry<Name, Found> answer : Found.at(conversation, settings.zone(), asked).entrySet()) {
            Found copy = found.put(answer.getKey(), answer.getValue());
            if (copy != null && !copy.equals(answer.getValue())) {
                return Found.at(conversation, settings.zone(), moves);
            }
        }
        return found;
    }

    private Map<Name, Found> copied(NameServer server, List<RecordMove> moves) {
        // Of its own: it is cut off where the zone turns out to be too large.
        try (Conversation conversation = Conversation.with(server, reach, deadline)) {
            return Transfer.of(conversation, Batch.name(settings.zone()), key.orElseThrow(), moves);
        } catch (NoAnswer e) {
            return Map.of();
        }
    }
}
