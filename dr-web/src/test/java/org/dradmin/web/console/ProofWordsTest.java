package org.dradmin.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.ProvenStep;
import org.dradmin.recovery.Step;
import org.dradmin.recovery.StepRun;
import org.dradmin.web.shell.NamedValue;
import org.junit.jupiter.api.Test;

class ProofWordsTest {

    private static ProvenStep run(String before) {
        Plan plan = Plan.of(new Step("Names", "dns"));
        return new ProvenStep(new StepRun(new PastOperation(OperationKind.FAILOVER, OperationState.RUNNING, 0),
                plan.places(OperationKind.FAILOVER).get(0), 1), before, null, null);
    }

    @Test
    void tellsDataAsNamedFactsAndFewOfManyDomains() {
        ProofWords words = ProofWords.of(run("""
                [{"domains": ["a", "b", "c", "d", "e"], "result": "AlreadyDone", "seen": "a is 192.0.2.1",
                  "proof": {"servers": [{"name": "ns1", "serial": 7}, {"name": "ns2", "serial": 8}], "values": ["x", "y"], "ok": true, "without": []}}]"""));
        assertThat(words.title()).isEqualTo("Names, batch 2");
        assertThat(words.moments()).singleElement().satisfies(moment -> {
            assertThat(moment.title()).isEqualTo("Before");
            ProofWords.Line line = moment.lines().get(0);
            assertThat(line.shape()).isEqualTo("ok");
            assertThat(line.domains()).isEqualTo("a, b, c and 2 more");
            assertThat(line.facts()).containsExactly(new NamedValue("servers 1, name", "ns1"), new NamedValue("servers 1, serial", "7"),
                    new NamedValue("servers 2, name", "ns2"), new NamedValue("servers 2, serial", "8"),
                    new NamedValue("values", "x, y"), new NamedValue("ok", "true"), new NamedValue("without", "none"));
        });
    }

    @Test
    void showsTwentyLinesAndCountsTheRest() {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < 25; i++) {
            json.append(i == 0 ? "" : ",").append("{\"domains\": [\"*\"], \"result\": \"Refused\", \"seen\": \"no ").append(i).append("\"}");
        }
        ProofWords.Moment moment = ProofWords.of(run(json.append("]").toString())).moments().get(0);
        assertThat(moment.lines()).hasSize(20);
        assertThat(moment.more()).isEqualTo(5);
        assertThat(moment.lines().get(0).domains()).isEqualTo("The organization");
        assertThat(moment.lines().get(0).shape()).isEqualTo("bad");
    }
}
