package org.dradmin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.dradmin.test.Build;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BannerIT {

    @Test
    void saysWithWhichAccountOfTheDemonstrationOneMayDoWhat(@TempDir Path data) throws IOException {
        Settings settings = new Settings(Map.of("dr.demo", "true", "dr.base.url", "http://localhost:8080", "dr.data.dir", data.toString(),
                "dr.org.file", Build.ROOT.resolve("config/demo-organization.json").toString()));
        assertThat(new Banner(settings).text(Duration.ofSeconds(15)).lines().map(line -> line.strip().replaceAll(" {2,}", " ")))
                .contains("Sign in http://localhost:8080/", "Accounts ada demo-only-lighthouse super admin", "omar demo-only-drawbridge Recovery operator",
                        "rita demo-only-weathervane report admin", "eve demo-only-clocktower no admin role");
    }
}
