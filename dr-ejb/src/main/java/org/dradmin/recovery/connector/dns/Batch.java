package org.dradmin.recovery.connector.dns;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.Task;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** The records that a batch of domains means, and the domains that mean none, with the reason. */
final class Batch {

    private final Map<String, RecordMove> moves;
    private final Map<String, StepResult> refused = new LinkedHashMap<>();
    private final Map<Name, RecordMove> records;

    Batch(Task<DnsSettings> task) {
        moves = new LinkedHashMap<>(2 * task.moves().size());
        records = new LinkedHashMap<>(2 * task.moves().size());
        for (DomainMove move : task.moves()) {
            try {
                add(move.domain(), record(task.settings(), move));
            } catch (IllegalArgumentException e) {
                refused.put(move.domain(), new Refused(e.getMessage()));
            }
        }
    }

    private void add(String domain, RecordMove record) {
        RecordMove same = records.putIfAbsent(record.name(), record);
        if (same != null && !same.equals(record)) {
            throw new IllegalArgumentException("Another domain of the plan gives the record " + record.record() + " other values.");
        }
        moves.put(domain, record);
    }

    private static RecordMove record(DnsSettings settings, DomainMove move) {
        String record = settings.recordOf(move.domain());
        Values from = values(settings, move.domain(), move.fromRegion());
        Values to = values(settings, move.domain(), move.toRegion());
        if (record.equals(settings.zone()) && (from.has("CNAME") || to.has("CNAME"))) {
            throw new IllegalArgumentException("The record " + record + " is the zone itself, which cannot have a CNAME (RFC 1912, section 2.4): "
                    + "give it addresses.");
        }
        return new RecordMove(record, name(record), from, to);
    }

    private static Values values(DnsSettings settings, String domain, String region) {
        Optional<Values> values = settings.valuesOf(domain, region);
        return values.orElseThrow(() -> new IllegalArgumentException("The plan's DNS step has no values for the region " + region + "."));
    }

    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("The name " + text + " is no DNS name.", e);
        }
    }

    /** Each record once, whatever the number of its domains. */
    List<RecordMove> records() {
        return List.copyOf(records.values());
    }

    /** How many domains these records stand for. */
    int domains(List<RecordMove> some) {
        Set<Name> names = some.stream().map(RecordMove::name).collect(Collectors.toSet());
        return (int) moves.values().stream().filter(move -> names.contains(move.name())).count();
    }

    Map<String, StepResult> answers(Function<RecordMove, StepResult> answer) {
        Map<String, StepResult> answers = new LinkedHashMap<>(2 * moves.size());
        answers.putAll(refused);
        moves.forEach((domain, move) -> answers.put(domain, answer.apply(move)));
        return answers;
    }
}
