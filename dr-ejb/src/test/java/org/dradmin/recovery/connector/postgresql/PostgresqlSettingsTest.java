package org.dradmin.recovery.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.postgresql.PostgresqlSettings.Instance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresqlSettingsTest {

    private static Instance host(String host) {
        return new Instance(host, null, "app", "dr_admin", null, null, null);
    }

    @Test
    void isSafeUnlessToldOtherwise() {
        PostgresqlSettings settings = new PostgresqlSettings(Map.of("a", host("db1"), "b", host("db2")), " ", null, null, null, null, null);
        assertThat(settings.fence()).isFalse();
        assertThat(settings.fencedBy()).isNull();
        assertThat(settings.instances().get("a").sslMode()).isEqualTo("verify-full");
        assertThat(settings.instances().get("a").port()).isEqualTo(5432);
    }

    @Test
    void readsTheExampleOfTheManualAndNoKeyThatItDoesNotKnow() throws IOException {
        String chapter = Files.readString(Path.of("../config/connectors.md")).split("## PostgreSQL\n")[1];
        ObjectNode example = (ObjectNode) new ObjectMapper().readTree(chapter.split("```json")[1].split("```")[0]);
        assertThat(read(example)).isInstanceOfSatisfying(PostgresqlSettings.class, settings -> {
            assertThat(settings.fencedBy()).isEqualTo("Stop the old database");
            assertThat(settings.instances().get("us-east").password().reference()).isEqualTo("env:DR_SECRET_PG");
        });
        ObjectNode wrong = example.deepCopy().put("fenceBy", "x");
        assertThatThrownBy(() -> read(wrong)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("fenceBy");
        ((ObjectNode) example.at("/instances/us-west")).put("password", "hunter2");
        assertThatThrownBy(() -> read(example)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("instances.us-west")
                .hasMessageNotContaining("hunter2");
    }

    private static Object read(ObjectNode settings) {
        return new Connectors() {
            @Override
            public Optional<Connector<?>> ofType(String type) {
                return Optional.of(new PostgresqlConnector());
            }
        }.configured("postgresql", settings).settings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"db1/other?sslmode=disable", "a,b", "", "db1:5433", "user@db1", "db 1"})
    void takesNothingButAHostForAHost(String host) {
        assertThatThrownBy(() -> host(host)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "allow", "VERIFY-FULL", ""})
    void offersNoModeThatFallsBackToClearText(String mode) {
        assertThatThrownBy(() -> new Instance("db1", null, "app", "dr_admin", null, mode, null)).hasMessageContaining("verify-full");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 121})
    void boundsEveryTime(int seconds) {
        assertThatThrownBy(() -> new PostgresqlSettings(Map.of("a", host("db1"), "b", host("db2")), null, null, null, null, seconds, null))
                .hasMessageStartingWith("promoteSeconds").hasMessageContaining("120");
        assertThatThrownBy(() -> new PostgresqlSettings(Map.of("a", host("db1")), null, null, null, null, null, null))
                .hasMessageStartingWith("instances");
    }

    @Test
    void connectsToThePinnedAddressWhateverTheNameSays() throws IOException {
        try (ServerSocket pinned = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String argument = PinnedSocketFactory.argument(new InetSocketAddress(pinned.getInetAddress(), pinned.getLocalPort()));
            try (Socket socket = new PinnedSocketFactory(argument).createSocket()) {
                socket.connect(InetSocketAddress.createUnresolved("elsewhere.example", 5432), 1000);
                assertThat(socket.getPort()).isEqualTo(pinned.getLocalPort());
            }
        }
    }
}
