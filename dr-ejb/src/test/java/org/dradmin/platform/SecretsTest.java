package org.dradmin.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private static Secrets secrets(Map<String, String> settings) {
        return new Secrets(new Settings(key -> Optional.ofNullable(settings.get(key))));
    }

    @Test
    void readsTheEnvironment() {
        assertThat(secrets(Map.of("dr.secret.tsig", "c2VjcmV0")).read(new SecretRef("env:DR_SECRET_TSIG"))).isEqualTo("c2VjcmV0");
        assertThatThrownBy(() -> secrets(Map.of()).read(new SecretRef("env:DR_SECRET_TSIG"))).isInstanceOf(Secrets.NotThere.class)
                .hasMessageContaining("DR_SECRET_TSIG");
    }

    @Test
    void readsFilesWithoutTheirLastLineEnd(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("tsig"), "c2VjcmV0\n");
        assertThat(secrets(Map.of("dr.secrets.dir", folder.toString())).read(new SecretRef("file:tsig"))).isEqualTo("c2VjcmV0");
        assertThatThrownBy(() -> secrets(Map.of("dr.secrets.dir", folder.toString())).read(new SecretRef("file:gone")))
                .isInstanceOf(Secrets.NotThere.class).hasMessageContaining("gone");
        assertThatThrownBy(() -> secrets(Map.of()).read(new SecretRef("file:tsig"))).hasMessageContaining("dr.secrets.dir");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "env:DR_DB_PASSWORD", "env:PATH", "file:../etc/passwd", "file:/etc/passwd", "file:.hidden", ""})
    void takesReferencesOnlyAndRepeatsNothing(String given) {
        var no = assertThatThrownBy(() -> new SecretRef(given)).isInstanceOf(IllegalArgumentException.class);
        if (given.equals("hunter2")) {
            no.hasMessageNotContaining(given);
        }
    }
}
