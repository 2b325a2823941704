package org.dradmin.recovery.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.connector.webhook.HookedUp.failed;
import static org.dradmin.recovery.connector.webhook.HookedUp.one;
import static org.dradmin.recovery.connector.webhook.HookedUp.refused;
import static org.dradmin.recovery.connector.webhook.HookedUp.switchTo;
import static org.dradmin.recovery.connector.webhook.HookedUp.verify;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.Side;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.WebhookReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A receiver that does what the documentation asks of it. */
class WebhookConnectorTest extends ConnectorContract {

    private final HookedUp hook = new HookedUp();

    @AfterEach
    void close() {
        hook.close();
    }

    @Override
    protected Configured<?> connector() {
        return hook.byRegions();
    }

    @Override
    protected List<DomainMove> batch() {
        return HookedUp.batch();
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        batch.forEach(move -> hook.receiver.regions().put(move.domain(), "us-east"));
    }

    @Override
    protected void cutOff() {
        hook.receiver.close();
    }

    @Test
    void sendsTheRequestThatItShowed() {
        Change change = hook.byRegions().changes(situation(), batch()).get(0);
        switchTo(hook.byRegions());
        WebhookReceiver.Received sent = hook.receiver.received().get(0);
        String key = "11111111-2222-3333-4444-555555555555_1-1_dr_209c06279b4ffaaa";
        assertThat(change.to()).isEqualTo("localhost:" + hook.receiver.port());
        assertThat(change.domains()).isEqualTo(2);
        assertThat(change.text()).startsWith("POST " + hook.at("/switch") + "\n").endsWith("\n\n" + sent.body())
                .contains("Idempotency-Key: " + key, "Webhook-Id: " + key, "v1,<HMAC-SHA256 by env:DR_SECRET_HOOK>")
                .doesNotContain(WebhookReceiver.SECRET);
        assertThat(sent.headers().get("Idempotency-key")).containsExactly(key);
        assertThat(sent.headers().get("Content-type")).containsExactly("application/json");
        assertThat(sent.body()).contains("\"type\" : \"dr.failover\"", "\"mode\" : \"planned\"", "\"region\" : \"us-west\"", "https://west.example.test");
    }

    @Test
    void isDoneOnceForAKeyAndAgainForTheWayBack() {
        switchTo(hook.byRegions());
        switchTo(hook.byRegions());
        assertThat(hook.receiver.jobs()).isEqualTo(1);
        assertThat(hook.receiver.received().get(0).body()).isEqualTo(hook.receiver.received().get(1).body());
        Situation back = new Situation(situation().operationId(), "1.1", Mode.PLANNED, Side.PRIMARY, Set.of(), Optional.empty());
        List<DomainMove> home = batch().stream().map(move -> new DomainMove(move.domain(), Side.PRIMARY, "us-west", "us-east",
                move.toEndpoint(), move.fromEndpoint())).toList();
        assertThat(hook.byRegions().switchTo(back, home).values()).hasOnlyElementsOfType(Done.class);
        assertThat(hook.receiver.jobs()).isEqualTo(2);
        assertThat(hook.receiver.regions()).containsEntry("a.example.test", "us-east");
    }

    @Test
    void asksForTheWholeBatchAgainAndForARestByAnotherKey() {
        hook.receiver.regions().put("a.example.test", "us-west");
        assertThat(hook.byRegions().inspect(situation(), batch()).values()).as("a job that is halfway").hasOnlyElementsOfType(Done.class);
        switchTo(hook.byStatus());
        assertThat(hook.byStatus().switchTo(situation(), batch().subList(1, 2)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(hook.byStatus().verify(situation(), batch().subList(0, 1)).values()).hasOnlyElementsOfType(Done.class);
        assertThat(hook.receiver.jobs()).isEqualTo(2);
    }

    @Test
    void asksALongJobUntilItIsDone() {
        for (Configured<?> connector : List.of(hook.byStatus(), hook.byRegions())) {
            hook.receiver.takeTime(1);
            hook.receiver.regions().clear();
            Situation situation = new Situation("22222222-0000-0000-0000-00000000000" + hook.receiver.jobs(), "2.1", Mode.PLANNED,
                    Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
            int before = hook.receiver.jobs();
            assertThat(one(connector.switchTo(situation, batch()))).isInstanceOfSatisfying(Retry.class, retry -> {
                assertThat(retry.reason()).contains("still at it", "moving");
                assertThat(retry.after()).isEqualTo(Duration.ofSeconds(1));
            });
            assertThat(one(connector.switchTo(situation, batch()))).isInstanceOf(Done.class);
            assertThat(one(connector.verify(situation, batch()))).isInstanceOf(Done.class);
            assertThat(hook.receiver.jobs()).isEqualTo(before + 1);
        }
    }

    @Test
    void saysWhenTheReceiversWordIsAllThereIs() {
        assertThat(one(hook.byStatus().inspect(situation(), batch()))).isInstanceOf(Done.class);
        failed(verify(hook.byStatus()), false, "404");
        switchTo(hook.byStatus());
        assertThat(verify(hook.byStatus())).isInstanceOfSatisfying(Done.class, done -> {
            assertThat(done.seen()).contains("the receiver's word is all there is");
            assertThat(done.proof()).containsEntry("status", 200);
        });
        assertThat(verify(hook.byRegions())).isInstanceOfSatisfying(Done.class, done -> assertThat(done.seen()).doesNotContain("word"));
        assertThat(one(hook.byStatus().inspect(situation(), batch()))).isInstanceOf(AlreadyDone.class);
    }

    @Test
    void readsAnAnswerForEachDomain() {
        hook.receiver.instead(exchange -> WebhookReceiver.answer(exchange, 200, "{\"status\": \"succeeded\", \"domains\": {\"b.example.test\":"
                + " {\"status\": \"failed\", \"message\": \"no such\\u0007 pool\"}}}"));
        Map<String, StepResult> answers = hook.byStatus().switchTo(situation(), batch());
        assertThat(answers.get("a.example.test")).isInstanceOf(Done.class);
        failed(answers.get("b.example.test"), false, "no such pool");
        hook.receiver.instead(exchange -> WebhookReceiver.answer(exchange, 200, "{\"status\": \"failed\", \"domains\": {\"b.example.test\":"
                + " {\"status\": \"running\"}}}"));
        assertThat(switchTo(hook.byStatus())).as("the batch stays together under its key").isInstanceOf(Retry.class);
        hook.receiver.instead(exchange -> WebhookReceiver.answer(exchange, 200, "{\"status\": \"fine\"}"));
        failed(switchTo(hook.byStatus()), false, "\"fine\"");
    }

    @Test
    void signsWithEverySecretWhileTheyChange() {
        assertThat(switchTo(hook.with(hook.settings(null, "/regions", "env:DR_SECRET_OLD", "env:DR_SECRET_HOOK")))).isInstanceOf(Done.class);
        assertThat(hook.receiver.received().get(0).headers().get("Webhook-signature").get(0).split(" ")).hasSize(2);
        refused(switchTo(hook.with(hook.settings(null, "/regions", "env:DR_SECRET_OLD"))), "401", "The signature is wrong");
    }

    @Test
    void namesASecretThatCannotBeUsed() {
        refused(switchTo(hook.with(hook.settings(null, "/regions", "env:DR_SECRET_NONE"))), "DR_SECRET_NONE");
        StepResult tooShort = switchTo(hook.with(hook.settings(null, "/regions", "env:DR_SECRET_SHORT")));
        refused(tooShort, "env:DR_SECRET_SHORT", "24");
        assertThat(tooShort.toString()).doesNotContain("c2hvcnQ");
        assertThat(hook.receiver.received()).isEmpty();
    }

    @Test
    void mayBeUndoneOnlyWhereThePlanSaysSo() {
        assertThat(hook.byRegions().reversible()).isFalse();
        assertThat(hook.byRegions().patience()).isEqualTo(Duration.ofMinutes(10));
    }
}
