package org.dradmin.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ejb.EJBAccessException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.junit.jupiter.api.Test;

class OperationExportTest {

    private static JsonNode export(RecoveryWorld world, String id) {
        return world.asAda(() -> {
            try {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                world.recovery().export(id, out);
                return new ObjectMapper().readTree(out.toByteArray());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static LogEvent event(RecoveryWorld world) {
        return world.node.inTransaction(() -> world.node.get(SystemLog.class).find(LogQuery.ALL.type(EventType.OPERATION_EXPORT), null, 1))
                .events().get(0);
    }

    @Test
    void holdsTheOperationItsPlanItsStepsWithProofAndEveryDomain() {
        try (var world = RecoveryWorld.with(410)) {
            String id = world.failover(Mode.UNPLANNED, "I saw it burn").operationId();
            world.drive(id);
            JsonNode json = export(world, id);
            assertThat(json.path("id").asText()).isEqualTo(id);
            assertThat(json.path("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(json.path("mode").asText()).isEqualTo("UNPLANNED");
            assertThat(json.path("override").asText()).isEqualTo("I saw it burn");
            assertThat(json.path("requestedBy").asText()).isEqualTo("ada");
            assertThat(json.at("/plan/version").asInt()).isEqualTo(1);
            assertThat(json.at("/plan/document/failover/0/steps/0/connector").asText()).isEqualTo("front-door");
            // On PostgreSQL all go in one batch.
            int last = json.path("steps").size() - 1;
            assertThat(last + 1).isEqualTo((int) world.count("SELECT COUNT(s) FROM StepRun s")).isBetween(1, 2);
            assertThat(json.path("steps").path(last).path("batch").asInt()).isEqualTo(last + 1);
            assertThat(json.path("steps").path(last).at("/before/0/domains")).hasSize(last == 0 ? 410 : 10);
            assertThat(json.path("steps").path(last).at("/after/0/seen").asText()).isNotEmpty();
            assertThat(json.path("domains")).hasSize(410);
            assertThat(json.at("/domains/409/state").asText()).isEqualTo("MOVED");
        }
    }

    @Test
    void isAnEventAlsoWhereItBreaksOff() {
        try (var world = RecoveryWorld.with(1)) {
            String id = world.failover().operationId();
            world.drive(id);
            assertThatThrownBy(() -> world.as("ada", () -> world.recovery().export(id, new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    throw new IOException("The browser has gone.");
                }
            }))).hasMessageContaining("The browser has gone.");
            assertThat(event(world).getOutcomeReason()).isEqualTo("The download ended before all of it was sent.");
            world.node.clock().advance(Duration.ofSeconds(1));
            export(world, id);
            assertThat(event(world).getOutcomeReason()).isNull();
        }
    }

    @Test
    void isForThoseWhoMayReadDisasterRecovery() {
        try (var world = RecoveryWorld.with(1)) {
            String id = world.failover().operationId();
            assertThatThrownBy(() -> world.node.as("eve", List.of(Roles.USER), () -> world.recovery().export(id, OutputStream.nullOutputStream())))
                    .isInstanceOf(EJBAccessException.class);
        }
    }

    @Test
    void readsWhatTheJournalKeeps() {
        assertThat(Proof.read("[{\"domains\": [\"a\", \"b\"], \"result\": \"Done\", \"seen\": \"looked\", \"proof\": {\"serial\": 7}}]"))
                .singleElement().satisfies(proof -> {
                    assertThat(proof.domains()).containsExactly("a", "b");
                    assertThat(proof.proof()).containsEntry("serial", 7);
                });
        assertThat(Proof.read(null)).isEmpty();
    }
}
