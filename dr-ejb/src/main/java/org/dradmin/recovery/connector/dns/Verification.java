package org.dradmin.recovery.connector.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.xbill.DNS.Name;

/** What every authoritative server says, and what follows from it for each name. */
final class Verification {

    private static final Duration TRANSFER = Duration.ofSeconds(1);

    private final Zone zone;
    private final Survey survey;
    private final List<Witness> witnesses = new ArrayList<>();
    private final List<String> passedBy = new ArrayList<>();
    private String everywhere;

    /** One server. The first one is the primary, whose serial the others must reach. */
    private record Witness(String server, long serial, Map<Name, Found> found) {
    }

    Verification(Zone zone, Survey survey) {
        this.zone = zone;
        this.survey = survey;
    }

    /** The serial is asked first: a server that is not behind then has the switch in all that it answers afterwards. */
    void hear(NameServer server, Conversation conversation, List<RecordMove> moves) throws Trouble {
        long serial = zone.serial(conversation);
        witnesses.add(new Witness(conversation.server(), serial, survey.at(server, conversation, moves).found()));
    }

    /**
     * Asks a further server.
     *
     * @param mayBeGone whether one that does not answer is written down and passed by: those who ask for a name pass it
     *     by as well
     */
    void hear(NameServer server, Reach reach, Deadline deadline, List<RecordMove> moves, boolean mayBeGone) throws Trouble {
        try (Conversation conversation = Conversation.with(server, reach, deadline)) {
            hear(server, conversation, moves);
        } catch (NoAnswer e) {
            if (!mayBeGone) {
                throw e;
            }
            passedBy.add(server.toString());
        } catch (Reach.OutOfReach e) {
            if (!mayBeGone || !(e.answer() instanceof Failed)) {
                throw e;
            }
            passedBy.add(server.toString());
        }
    }

    StepResult of(RecordMove move) {
        Witness primary = witnesses.get(0);
        StepResult late = null;
        for (Witness witness : witnesses) {
            Found found = witness.found().get(move.name());
            if (found.trouble() != null) {
                return found.trouble();
            }
            if (!found.is(move.to())) {
                if (!Zone.behind(witness.serial(), primary.serial())) {
                    return new Failed("%s is %s at %s (serial %d), not %s.".formatted(move.record(), found.values(),
                            witness.server(), witness.serial(), move.to()));
                }
                late = new Retry(TRANSFER, "%s has serial %d and is behind %s, which has %d: it has not transferred the zone yet.".formatted(
                        witness.server(), witness.serial(), primary.server(), primary.serial()));
            }
        }
        return late != null ? late : new Done(move.record() + " is " + move.to() + " at " + everywhere(), proof(move));
    }

    /** All servers, which say the same of most names. */
    private String everywhere() {
        if (everywhere == null) {
            everywhere = witnesses.stream().map(witness -> witness.server() + " (serial " + witness.serial() + ")").collect(Collectors.joining(", "))
                    + (passedBy.isEmpty() ? "" : "; no answer from " + String.join(", ", passedBy));
        }
        return everywhere;
    }

    private Map<String, Object> proof(RecordMove move) {
        List<Map<String, Object>> servers = new ArrayList<>();
        for (Witness witness : witnesses) {
            servers.add(Map.of("server", witness.server(), "serial", witness.serial(), "records", witness.found().get(move.name()).lines()));
        }
        return Map.of("record", move.record(), "servers", servers, "withoutAnswer", List.copyOf(passedBy));
    }
}
