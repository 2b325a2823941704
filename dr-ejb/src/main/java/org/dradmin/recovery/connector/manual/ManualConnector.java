package org.dradmin.recovery.connector.manual;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.Refusal;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.Task;

/**
 * A step that a person does by hand: the named one is asked by mail and on the console, and the operation waits for
 * their word, which is all the proof there is.
 */
@ApplicationScoped
public class ManualConnector implements Connector<ManualSettings> {

    private static final String TYPE = "manual";
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    @Inject
    private Confirmations confirmations;
    @Inject
    private Connectors connectors;
    @Inject
    private Event<PersonAsked> asked;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<ManualSettings> settings() {
        return ManualSettings.class;
    }

    @Override
    public Duration timeout(ManualSettings settings) {
        return Duration.ofSeconds(20);
    }

    @Override
    public Duration patience(ManualSettings settings) {
        return settings.patienceMinutes() == 0 ? Duration.ofDays(1) : Duration.ofMinutes(settings.patienceMinutes());
    }

    /** What a person did, only a person can undo. */
    @Override
    public boolean reversible(ManualSettings settings) {
        return false;
    }

    @Override
    public Map<String, StepResult> inspect(Task<ManualSettings> task) {
        return task.all(word(task).map(ManualConnector::alreadyDone).orElseGet(() -> new Done("Not confirmed yet")));
    }

    @Override
    public Map<String, StepResult> switchTo(Task<ManualSettings> task) {
        asked.fire(new PersonAsked(task.situation().operationId(), task.situation().step(), task.settings().person(),
                task.settings().instructions()));
        return task.all(new Done(task.settings().person() + " is asked"));
    }

    @Override
    public Map<String, StepResult> verify(Task<ManualSettings> task) {
        return task.all(word(task).map(ManualConnector::alreadyDone).orElseGet(() -> new Retry(LOOK_EVERY,
                "Waiting for " + task.settings().person() + " to confirm: " + task.settings().instructions())));
    }

    @Override
    public List<Change> changes(Task<ManualSettings> task) {
        return List.of(new Change(task.settings().person(), "Is asked by mail and on the console: " + task.settings().instructions(),
                task.moves().size()));
    }

    private Optional<Confirmation> word(Task<ManualSettings> task) {
        return confirmations.of(task.situation().operationId(), task.situation().step());
    }

    private static StepResult alreadyDone(Confirmation word) {
        return new AlreadyDone("Confirmed by " + word.getPersonName() + ": " + word.getNote(), Map.of("person", word.getPersonName(),
                "note", word.getNote(), "at", word.getConfirmedAt().toString()));
    }

    /** What a plan asks of a person there; empty for steps that no person does. */
    public static Optional<ManualSettings> asks(Plan.Entry entry) {
        if (!entry.type().equals(TYPE) || entry.settings() == null) {
            return Optional.empty();
        }
        return Optional.of(new ManualSettings(entry.settings().path("person").asText(), entry.settings().path("instructions").asText(),
                entry.settings().path("patienceMinutes").asInt()));
    }

    /** @throws Refusal where the step is no manual one, or waits for somebody else */
    public void requireWaitsFor(Plan.Entry entry, String username) {
        if (!entry.type().equals(type())) {
            throw new Refusal("This step is not done by hand; nobody can confirm it.");
        }
        ManualSettings settings = (ManualSettings) connectors.configured(entry.type(), entry.settings()).settings();
        if (!settings.person().equalsIgnoreCase(username)) {
            throw new Refusal("This step waits for " + settings.person() + "; nobody else can confirm it. It can be left out with a reason.");
        }
    }
}
