package org.dradmin.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.connector.manual.ManualConnector;
import org.junit.jupiter.api.Test;

class ManualStepMailTest {

    @Test
    void tellsTheNamedPersonWhichStepOfWhoseOperationWaitsForThem() {
        Entry ask = new Entry("manual", new ObjectMapper().createObjectNode().put("person", "Grace").put("instructions", "Call the data centre."));
        List<Group> groups = List.of(new Group("People", List.of(new Step("Power down", "ask-grace", true, List.of(), false, 0))),
                new Group("Door", List.of(new Step("Door", "front-door"))));
        try (RecoveryWorld world = RecoveryWorld.with(1)) {
            world.plan(new Plan(Map.of("ask-grace", ask), groups, groups)).connectors(world.node.get(ManualConnector.class));
            String id = world.failover().operationId();
            world.drive(id);
            List<Object[]> mails = world.node.inTransaction(() -> world.node.em().createQuery(
                    "SELECT m.recipient, m.subject, m.text FROM OutboxMail m WHERE m.subject LIKE 'Your step%'", Object[].class).getResultList());
            assertThat(mails).singleElement().satisfies(mail -> {
                assertThat(mail[0]).isEqualTo("grace@example.test");
                assertThat(mail[1]).isEqualTo("Your step is due: Power down, Example");
                assertThat((String) mail[2]).contains("Failover of Example waits for you: Power down", "Call the data centre.", "Ada Marsh (ada)",
                        "Region lost", id);
            });
        }
    }
}
