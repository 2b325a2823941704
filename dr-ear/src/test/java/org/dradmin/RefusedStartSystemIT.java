package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dradmin.test.Build;
import org.dradmin.test.MicroServer;
import org.dradmin.test.TestOrganization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What only the server itself can find wrong, told to the person at the terminal as the launcher tells its own refusals. */
class RefusedStartSystemIT {

    private final MicroServer server = MicroServer.withEmptyData("refused");

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void namesTheLineOfABrokenOrganizationFileAndLoadsNothingOfIt() throws Exception {
        Path sound = TestOrganization.file(2, 1);
        Path broken = Files.writeString(Build.newFolder("broken").resolve("organization.json"),
                Files.readString(sound).replace("\"primary\": {\"region\": \"east\"", "\"primary\": {\"region\": \"nowhere\""));

        assertThat(refusal(server.with("dr.org.file", broken.toString()))).contains(broken.toString()).contains("line 5").contains("nowhere");

        server.with("dr.org.file", sound.toString()).start();
        assertThat(server.go(TestOrganization.domain(1))).as("nothing of the broken file was kept").isPresent();
    }

    @Test
    void namesASettingWithAWrongValue() throws Exception {
        assertThat(refusal(server.with("dr.engine.lease", "soon"))).contains("dr.engine.lease").contains("soon");
    }

    private static String refusal(MicroServer server) throws Exception {
        Process launcher = server.launch();
        assertThat(launcher.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(launcher.exitValue()).as(server.output()).isEqualTo(3);
        assertThat(server.output()).doesNotContain("Exception").doesNotContain("\tat ");
        return server.output();
    }
}
