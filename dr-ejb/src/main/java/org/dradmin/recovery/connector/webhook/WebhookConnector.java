package org.dradmin.recovery.connector.webhook;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.network.Signature;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.recovery.connector.Task;

/**
 * Has somebody else switch, by a signed request (Standard Webhooks 1.0.0), and asks until it is done. The same request
 * with the same idempotency key is sent at every repeat, so that a crash in between needs no memory of ours.
 */
@ApplicationScoped
public class WebhookConnector implements Connector<WebhookSettings> {

    private static final Set<Integer> OK = Set.of(200);

    @Inject
    private Reach reach;
    @Inject
    private Secrets secrets;
    @Inject
    private Clock clock;
    @Resource
    private ManagedScheduledExecutorService executor;
    private ScheduledExecutorService alarms;

    /** For the container. */
    public WebhookConnector() {
    }

    /** For tests and tools. */
    public WebhookConnector(Reach reach, Secrets secrets, Clock clock, ScheduledExecutorService alarms) {
        this.reach = reach;
        this.secrets = secrets;
        this.clock = clock;
        this.alarms = alarms;
    }

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public Class<WebhookSettings> settings() {
        return WebhookSettings.class;
    }

    /** A request and a question for its status, and some time to spare. */
    @Override
    public Duration timeout(WebhookSettings settings) {
        return settings.answer().multipliedBy(2).plusSeconds(10);
    }

    @Override
    public Duration patience(WebhookSettings settings) {
        return settings.patience();
    }

    @Override
    public boolean reversible(WebhookSettings settings) {
        return Boolean.TRUE.equals(settings.reversible());
    }

    @Override
    public Map<String, StepResult> inspect(Task<WebhookSettings> task) {
        return act(task, client -> {
            // Found out now, not after the request: a place that the plan may not go to.
            client.addresses(Message.post(task).url());
            if (task.settings().status() != null) {
                client.addresses(Message.get(task, task.settings().status()).url());
            }
            Answer answer = client.send(question(task));
            if (answer.status() == 404 && asksForThisOperation(task.settings())) {
                return task.all(new Done("The receiver knows nothing of this operation yet", answer.proof()));
            }
            return answer.verdict(OK, task.settings(), clock).map(task::all).orElseGet(() -> together(task, judge(task, answer, result ->
                    result instanceof Done done ? new AlreadyDone(done.seen(), done.proof())
                            : result instanceof Failed failed ? new Done(failed.reason(), answer.proof()) : result)));
        });
    }

    /** A job may move its domains one by one: the request that is repeated meanwhile is for all of them, or it were another. */
    private static Map<String, StepResult> together(Task<WebhookSettings> task, Map<String, StepResult> answers) {
        boolean all = answers.values().stream().allMatch(AlreadyDone.class::isInstance);
        return task.answer(move -> !all && answers.get(move.domain()) instanceof AlreadyDone done ? new Done(done.seen(), done.proof())
                : answers.get(move.domain()));
    }

    @Override
    public Map<String, StepResult> switchTo(Task<WebhookSettings> task) {
        return act(task, client -> {
            Answer posted = client.send(Message.post(task));
            if (posted.status() == 202) {
                return followUp(task, client, posted);
            }
            Optional<StepResult> verdict = posted.verdict(task.settings().expect(), task.settings(), clock);
            if (verdict.isPresent()) {
                return task.all(verdict.get());
            }
            return Report.of(posted.body()).filter(Report::tells).isPresent() ? judge(task, posted, Function.identity())
                    : task.all(new Done(posted + ".", posted.proof()));
        });
    }

    /** The receiver has taken it over: from here on "refused" would no longer mean that nothing was done. */
    private Map<String, StepResult> followUp(Task<WebhookSettings> task, SignedClient client, Answer posted) {
        Optional<Message> question = statusOf(task, posted);
        if (question.isEmpty()) {
            return task.all(new Failed(posted + ", but gave no Location on the same host to ask, and the plan has no status: whether it"
                    + " is carried out is not known."));
        }
        Duration poll = posted.after(clock).orElse(task.settings().poll());
        Answer now;
        try {
            now = client.send(question.get());
        } catch (SignedClient.Ended e) {
            return task.all(new Retry(poll, "The receiver has taken it over, but does not say how far it is."));
        } catch (Reach.OutOfReach e) {
            return task.all(e.unknown() ? new Retry(poll, "The receiver has taken it over, but cannot be asked how far it is: " + e.getMessage())
                    : new Failed("The receiver has taken it over; whether it was carried out is not known: " + e.getMessage()));
        }
        if (now.status() == 404) {
            return task.all(new Retry(poll, "The receiver has taken it over, and does not know of it yet."));
        }
        if (now.status() >= 500) {
            return task.all(new Retry(now.after(clock).orElse(poll), "The receiver has taken it over, but does not say how far it is: " + now + "."));
        }
        Optional<StepResult> verdict = now.verdict(OK, task.settings(), clock);
        return verdict.isPresent() ? task.all(verdict.get() instanceof Refused no ? new Failed(no.reason()) : verdict.get())
                : judge(task, now, Function.identity());
    }

    private static Optional<Message> statusOf(Task<WebhookSettings> task, Answer posted) {
        if (task.settings().status() != null) {
            return Optional.of(Message.get(task, task.settings().status()));
        }
        try {
            URI asked = posted.to().url();
            URI target = posted.location() == null ? null : asked.resolve(posted.location());
            boolean same = target != null && asked.getScheme().equals(target.getScheme()) && asked.getPort() == target.getPort()
                    && asked.getHost().equalsIgnoreCase(target.getHost());
            return same ? Optional.of(new Message("GET", target, posted.to().key(), "")) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, StepResult> verify(Task<WebhookSettings> task) {
        return act(task, client -> {
            Answer answer = client.send(question(task));
            Optional<StepResult> verdict = answer.verdict(OK, task.settings(), clock);
            if (verdict.isPresent()) {
                return task.all(verdict.get() instanceof Refused no ? new Failed("Not proven: " + no.reason()) : verdict.get());
            }
            return judge(task, answer, result -> task.settings().verifyUrl() == null && result instanceof Done done
                    ? new Done(done.seen() + "; the receiver's word is all there is", done.proof()) : result);
        });
    }

    @Override
    public List<Change> changes(Task<WebhookSettings> task) {
        Message message = Message.post(task);
        return List.of(new Change(message.url().getAuthority(), message.words(task.settings()), task.moves().size()));
    }

    private static Message question(Task<WebhookSettings> task) {
        WebhookSettings settings = task.settings();
        return Message.get(task, settings.verifyUrl() == null ? settings.status() : settings.verifyUrl());
    }

    private static boolean asksForThisOperation(WebhookSettings settings) {
        return settings.verifyUrl() == null || settings.verifyUrl().contains(WebhookSettings.OPERATION)
                || settings.verifyUrl().contains(WebhookSettings.KEY);
    }

    /** While one domain is worked on all wait, so that a repeat asks for the same batch under the same key. */
    private Map<String, StepResult> judge(Task<WebhookSettings> task, Answer answer, Function<StepResult, StepResult> then) {
        Optional<Report> report = Report.of(answer.body());
        if (report.isEmpty()) {
            return task.all(then.apply(new Failed(answer + " with something that is no JSON object.")));
        }
        Duration poll = answer.after(clock).orElse(task.settings().poll());
        String who = answer.to().url().getAuthority();
        return task.moves().stream().filter(report.get()::running).findFirst()
                .map(move -> task.all(report.get().judge(move, who, poll, answer.proof())))
                .orElseGet(() -> task.answer(move -> then.apply(report.get().judge(move, who, poll, answer.proof()))));
    }

    private Map<String, StepResult> act(Task<WebhookSettings> task, Function<SignedClient, Map<String, StepResult>> act) {
        try {
            return act.apply(new SignedClient(task.settings(), reach, secrets, alarms == null ? executor : alarms, clock));
        } catch (SignedClient.Ended e) {
            return task.all(e.meaning());
        } catch (Reach.OutOfReach e) {
            return task.all(e.answer());
        } catch (Secrets.NotThere | Signature.Unusable e) {
            return task.all(new Refused(e.getMessage()));
        }
    }
}
