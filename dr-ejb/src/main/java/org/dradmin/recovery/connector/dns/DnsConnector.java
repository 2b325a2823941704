package org.dradmin.recovery.connector.dns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.platform.Secrets;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.Task;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * Points names to the other region by dynamic update (RFC 2136), signed (TSIG, RFC 8945) and guarded by what must be
 * there before, so that a record that somebody else has changed is left alone; and proves it by what every
 * authoritative server of the zone answers, never a cache.
 */
@ApplicationScoped
public class DnsConnector implements Connector<DnsSettings> {

    /** Between the end of an act and the engine's giving it up. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** A few full messages: while the server carries out those of one batch, another is proven and a third one read. */
    private static final int BATCH = 2500;

    @Inject
    private Reach reach;
    @Inject
    private Secrets secrets;
    private final Copies copies = new Copies();

    /** For the container. */
    public DnsConnector() {
    }

    /** For tests and tools. */
    public DnsConnector(Reach reach, Secrets secrets) {
        this.reach = reach;
        this.secrets = secrets;
    }

    @Override
    public String type() {
        return "dns";
    }

    @Override
    public Class<DnsSettings> settings() {
        return DnsSettings.class;
    }

    @Override
    public Duration timeout(DnsSettings settings) {
        return settings.act().plus(MARGIN);
    }

    @Override
    public int batchSize(DnsSettings settings) {
        return BATCH;
    }

    /** A zone is changed by one update at a time. */
    @Override
    public boolean switchesInTurn(DnsSettings settings) {
        return true;
    }

    @Override
    public Set<String> regions(DnsSettings settings) {
        return Stream.concat(Stream.of(settings.values()), settings.domains().values().stream()).flatMap(regions -> regions.keySet().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public Duration patience(DnsSettings settings) {
        return Duration.ofSeconds(settings.patienceSeconds());
    }

    @Override
    public Map<String, StepResult> inspect(Task<DnsSettings> task) {
        return act(task, (batch, zone, deadline) -> {
            TSIG key = task.settings().key().read(secrets);
            try (Conversation primary = Conversation.with(task.settings().server(), reach, deadline)) {
                long serial = zone.serial(primary, key);
                // Found out now, not after the switch: a server that the plan may not ask.
                List<NameServer> others = zone.others(primary, reach);
                if (task.situation().preview() && task.situation().mode() == Mode.PLANNED) {
                    mustAnswer(others, zone, deadline);
                }
                Map<Name, String> staying = task.situation().preview() ? Staying.at(primary, batch.records()) : Map.of();
                Survey survey = new Survey(task.settings(), reach, deadline, Optional.of(key));
                Survey.Answers found = task.situation().preview() ? survey.at(task.settings().server(), primary, batch.records())
                        : survey.before(copies, task.situation(), task.settings().server(), primary, batch.records());
                return batch.answers(move -> inspected(move, found.of(move), primary.server(), found.serial(move, serial), task.situation(),
                        staying.getOrDefault(move.name(), "")));
            }
        });
    }

    /** In the middle of an operation it is better to have switched what can be; before it, people can still start a server. */
    private void mustAnswer(List<NameServer> others, Zone zone, Deadline deadline) throws Trouble {
        for (NameServer other : others) {
            try (Conversation conversation = Conversation.with(other, reach, deadline)) {
                zone.serial(conversation);
            } catch (NoAnswer e) {
                throw new Trouble(new Failed(((Failed) e.answer()).reason() + " Every authoritative server proves a planned switch: start it, or take "
                        + "it out of the zone's servers."));
            }
        }
    }

    private static StepResult inspected(RecordMove move, Found now, String server, long serial, Situation situation, String staying) {
        if (now.trouble() != null) {
            return now.trouble();
        }
        Map<String, Object> proof = now.proof(move.record(), server, serial);
        String seen = move.record() + " is " + now.values() + " at " + server + " (serial " + serial + ")" + staying;
        Optional<Situation.Override> override = situation.override();
        if (now.is(move.to())) {
            return new AlreadyDone(seen, proof);
        } else if (!now.beside().isEmpty() || !now.is(move.from()) && override.isEmpty()) {
            return Switch.refused(move, now, proof);
        }
        return new Done(now.is(move.from()) ? seen : seen + ", changed by somebody else; " + override.get().person()
                + " has decided to overwrite it", proof);
    }

    @Override
    public Map<String, StepResult> switchTo(Task<DnsSettings> task) {
        return act(task, (batch, zone, deadline) -> {
            TSIG key = task.settings().key().read(secrets);
            try (Conversation primary = Conversation.with(task.settings().server(), reach, deadline)) {
                Map<Name, StepResult> results = new Switch(primary, key, task.settings(), task.situation().override())
                        .carryOut(zone.name(), batch.records());
                return batch.answers(move -> results.get(move.name()));
            }
        });
    }

    @Override
    public Map<String, StepResult> verify(Task<DnsSettings> task) {
        return act(task, (batch, zone, deadline) -> {
            Survey survey = new Survey(task.settings(), reach, deadline, task.settings().key().known(secrets));
            Verification verification = new Verification(zone, survey);
            List<NameServer> others;
            try (Conversation primary = Conversation.with(task.settings().server(), reach, deadline)) {
                verification.hear(task.settings().server(), primary, batch.records());
                others = zone.others(primary, reach);
            }
            for (NameServer other : others) {
                verification.hear(other, reach, deadline, batch.records(), task.situation().mode() == Mode.UNPLANNED);
            }
            return batch.answers(verification::of);
        });
    }

    @Override
    public List<Change> changes(Task<DnsSettings> task) {
        DnsSettings settings = task.settings();
        Batch batch = new Batch(task);
        String to = "DNS server " + settings.server() + ", signed with the key " + settings.key().name();
        return UpdateMessage.of(new Zone(settings).name(), settings.ttl(), expected(task, batch)).stream()
                .map(message -> new Change(to, message.text(), batch.domains(message.moves()))).toList();
    }

    /** What the records are expected to be: as in the plan, but as they stand where a person decided to overwrite them. */
    private List<RecordMove> expected(Task<DnsSettings> task, Batch batch) {
        if (task.situation().override().isEmpty()) {
            return batch.records();
        }
        Deadline deadline = new Deadline(task.settings().act(), task.settings().answer());
        try (Conversation primary = Conversation.with(task.settings().server(), reach, deadline)) {
            Map<Name, Found> found = Found.at(primary, task.settings().zone(), batch.records());
            return batch.records().stream().filter(move -> !found.get(move.name()).is(move.to()))
                    .map(move -> found.get(move.name()).trouble() == null ? move.from(found.get(move.name()).values()) : move).toList();
        } catch (Trouble | Reach.OutOfReach e) {
            return batch.records();
        }
    }

    private interface Act {
        Map<String, StepResult> carryOut(Batch batch, Zone zone, Deadline deadline) throws Trouble;
    }

    private static Map<String, StepResult> act(Task<DnsSettings> task, Act act) {
        DnsSettings settings = task.settings();
        Batch batch = new Batch(task);
        if (batch.records().isEmpty()) {
            return batch.answers(move -> null);
        }
        try {
            return act.carryOut(batch, new Zone(settings), new Deadline(settings.act(), settings.answer()));
        } catch (Trouble e) {
            return batch.answers(move -> e.answer());
        } catch (Reach.OutOfReach e) {
            return batch.answers(move -> e.answer());
        }
    }
}
