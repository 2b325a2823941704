package org.dradmin.recovery.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {

    private static Reach reach(String key, String value) {
        Map<String, String> settings = Map.of(key, value);
        return new Reach(new Settings(asked -> Optional.ofNullable(settings.get(asked))));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1, 53", "127.0.0.0/8, 127.3.2.1, 53", "127.0.0.1:53, 127.0.0.1, 53", "[::1], ::1, 8443",
        "[::1]:8443, ::1, 8443", "localhost, localhost, 80", "LOCALHOST:80, localhost, 80", "127.0.0.0/8, localhost, 80"})
    void opensWhatTheServerAllows(String allowed, String host, int port) {
        assertThat(reach("dr.connector.hosts", allowed).open(host, port)).isNotEmpty()
                .allSatisfy(address -> assertThat(address.isUnresolved()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.2, 53", "127.0.0.1:53, 127.0.0.1, 54", "127.0.0.0/30, 127.0.0.4, 53", "[::1]:8443, ::1, 443",
        "example.test, 127.0.0.1, 80", "10.0.0.0/8, localhost, 80", "[fd00::]/8, ::1, 80"})
    void opensNothingElse(String allowed, String host, int port) {
        assertThatThrownBy(() -> reach("dr.connector.hosts", allowed).open(host, port)).isInstanceOfSatisfying(Reach.OutOfReach.class,
                e -> assertThat(e.answer()).isInstanceOfSatisfying(Refused.class, no -> assertThat(no.reason()).contains("dr.connector.hosts")));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:80, 127.0.0.1, true", "127.0.0.0/8:80, 127.0.0.9, true", "localhost:80, localhost, true", "127.0.0.1, 127.0.0.1, false",
        "127.0.0.0/8, 127.0.0.1, false", "127.0.0.1:81, 127.0.0.1, false", "192.0.2.1:80, 192.0.2.1, false"})
    void speaksPlainlyOnlyToThisMachineWhereThePortIsListed(String allowed, String host, boolean may) {
        if (may) {
            assertThat(reach("dr.connector.hosts", allowed).openPlain(host, 80)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> reach("dr.connector.hosts", allowed).openPlain(host, 80)).isInstanceOf(Reach.OutOfReach.class);
        }
    }

    @Test
    void opensNothingUnlessToldSo() {
        assertThatThrownBy(() -> reach("dr.mail.host", "x").open("127.0.0.1", 53)).isInstanceOf(Reach.OutOfReach.class);
    }

    @Test
    void takesANameThatDoesNotResolveForUnreachable() {
        assertThatThrownBy(() -> reach("dr.connector.hosts", "nowhere.invalid").open("nowhere.invalid", 53))
                .isInstanceOfSatisfying(Reach.OutOfReach.class,
                        e -> assertThat(e.answer()).isInstanceOfSatisfying(Failed.class, no -> assertThat(no.unreachable()).isTrue()));
    }

    @Test
    void usesFilesBelowAllowedDirectoriesOnly(@TempDir Path folder) throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("haproxy"));
        Path other = Files.createFile(folder.resolve("other"));
        Files.createSymbolicLink(allowed.resolve("way-out"), other);
        Reach reach = reach("dr.connector.files", allowed.toString());
        assertThat(reach.file(allowed.resolve("dr.map").toString())).isEqualTo(allowed.toRealPath().resolve("dr.map"));
        assertThatThrownBy(() -> reach.file(allowed + "/../other")).isInstanceOf(Reach.OutOfReach.class);
        assertThatThrownBy(() -> reach.file(allowed.resolve("way-out").toString())).isInstanceOf(Reach.OutOfReach.class);
        assertThatThrownBy(() -> reach.file("/etc/passwd")).isInstanceOf(Reach.OutOfReach.class).hasMessageContaining("dr.connector.files");
    }
}
