package org.dradmin.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogStreamsTest {

    private final StreamScene scene = new StreamScene();

    @AfterEach
    void tearDown() {
        scene.close();
    }

    private static StreamSettings syslog(String name, String address) {
        return new StreamSettings(name, StreamKind.SYSLOG_TLS, address, null, null, null, null, null);
    }

    private LogEvent event(String type) {
        List<LogEvent> events = scene.world.get(SystemLog.class).find(LogQuery.ALL, null, 50).events();
        return events.stream().filter(event -> event.getEventType().equals(type)).findFirst().orElseThrow();
    }

    @Test
    void tellsTheSystemLogOfEveryChangeWithBeforeAndAfter() {
        String id = scene.streams().create(syslog("Collector", "logs.example.test"), null);
        assertThat(event("system.log.stream.create").getDebugData().get("after")).contains("name: Collector", "address: logs.example.test");
        StreamRow row = scene.row(id);
        scene.streams().update(id, row.revision(), syslog("Collector", "logs.example.test:7000"));
        assertThat(event("system.log.stream.update").getDebugData()).containsEntry("before", "address: logs.example.test")
                .containsEntry("after", "address: logs.example.test:7000");
        assertThatThrownBy(() -> scene.streams().update(id, row.revision(), syslog("Collector", "other.example.test"))).isInstanceOf(Refusal.class)
                .hasMessageContaining("Somebody else");
        scene.streams().pause(id);
        assertThat(event("system.log.stream.pause").getTargets().get(0).displayName()).isEqualTo("Collector");
        assertThat(scene.row(id).paused()).isTrue();
        scene.streams().resume(id);
        assertThat(event("system.log.stream.resume").getDebugData()).containsEntry("before", "paused");
        scene.streams().delete(id);
        assertThat(event("system.log.stream.delete").getDebugData().get("before")).contains("logs.example.test:7000");
        assertThat(scene.streams().all()).isEmpty();
        assertThatThrownBy(() -> scene.streams().pause(id)).isInstanceOf(Refusal.class);
    }

    @Test
    void doesNotTakeANameTwiceWhateverItsCase() {
        scene.streams().create(syslog("Größe", "a.example.test"), null);
        assertThatThrownBy(() -> scene.streams().create(syslog("größE", "b.example.test"), null)).isInstanceOf(FaultyField.class)
                .hasMessageStartingWith("name:");
    }

    @Test
    void goesBackToAnyPointInTime() {
        scene.write(3);
        scene.uuids();
        Instant middle = scene.world.clock().instant().plusSeconds(30);
        scene.world.clock().advance(Duration.ofMinutes(1));
        scene.write(4);
        scene.uuids();
        scene.world.clock().advance(Duration.ofMinutes(1));
        String id = scene.streams().create(syslog("Collector", "logs.example.test"), null);
        assertThat(scene.row(id).events()).isZero();
        scene.streams().replay(id, middle);
        assertThat(scene.row(id).events()).isEqualTo(4);
        scene.uuids();
        assertThat(scene.row(id).events()).as("with the events about the stream itself").isEqualTo(6);
        assertThat(scene.row(id).secondsBehind()).isPositive();
        assertThat(event("system.log.stream.replay").getDebugData()).containsEntry("before", "place 7").containsEntry("after", "place 3");
        scene.streams().replay(id, Instant.EPOCH);
        assertThat(scene.row(id).events()).isGreaterThanOrEqualTo(9);
        assertThatThrownBy(() -> scene.streams().replay(id, null)).isInstanceOf(FaultyField.class);
        assertThatThrownBy(() -> scene.streams().replay(id, Instant.now().plusSeconds(900))).isInstanceOf(FaultyField.class);
        assertThat(scene.streams().create(syslog("From the beginning", "logs.example.test"), Instant.EPOCH)).satisfies(other ->
                assertThat(scene.row(other).events()).isGreaterThanOrEqualTo(9));
    }

    @Test
    void isForThoseWhoManageSettings() {
        scene.world.as("reader", List.of(Roles.LOGS_READ), () -> {
            assertThatThrownBy(() -> scene.streams().all()).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> scene.streams().create(syslog("C", "a.example.test"), null)).isInstanceOf(EJBAccessException.class);
        });
        scene.world.as("admin", List.of(Roles.SETTINGS_MANAGE), () -> assertThat(scene.streams().all()).isEmpty());
    }
}
