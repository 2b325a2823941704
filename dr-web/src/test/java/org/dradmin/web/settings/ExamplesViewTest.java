package org.dradmin.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The examples name one installation, the one they are shown in, and no secret. */
class ExamplesViewTest {

    @Test
    void everyExampleNamesTheInstallationOnceItsPlaceholdersAreFilled() {
        List<ExamplesView.Example> all = ExamplesView.of("https://dr.example.com", "portal.example.com");
        Set<String> keys = new HashSet<>();
        assertThat(all).isNotEmpty().allSatisfy(example -> {
            assertThat(example.text()).contains("https://dr.example.com").doesNotContain("%s", "\\\\");
            assertThat(keys.add(example.key())).isTrue();
        });
        assertThat(all.get(0).text()).contains("BASE=https://dr.example.com\n").contains(" \\\n");
    }
}
