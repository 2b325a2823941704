package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.MailFolder;
import org.dradmin.test.MicroServer;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.Test;

/** The first super admin's first minutes on a new installation, the end of a session nobody uses, and the way in when nobody can come in. */
class FirstSignInSystemIT {

    private static final String OWN = "a password of one's own";

    @Test
    void asksForAnOwnPasswordFirstEndsASessionThatOnlyPollsAndHasABreakGlass() throws IOException {
        try (MicroServer server = MicroServer.withEmptyData("first-sign-in").with("dr.session.idle", "6").start()) {
            String made = Files.readString(server.data().resolve("initial-admin-password")).strip();
            WebClient admin = new WebClient(server);
            assertThat(location(admin.signIn("admin", made, "/log/index.xhtml"))).isEqualTo("/log/index.xhtml");
            for (String path : new String[] {"/log/index.xhtml", "/dashboard/index.xhtml", "/console/index.xhtml", "/settings/index.xhtml"}) {
                assertThat(location(admin.get(path))).isEqualTo("/password.xhtml?next=" + path.replace("/", "%2F"));
            }
            HttpResponse<String> changed = admin.submit("/password.xhtml", "passwordForm", "change",
                    Map.of("current", made, "replacement", OWN, "again", OWN, "next", "/log/index.xhtml"));
            assertThat(location(changed)).isEqualTo("/log/index.xhtml");
            assertThat(admin.get("/log/index.xhtml").statusCode()).isEqualTo(200);

            Instant limit = Instant.now().plus(Duration.ofSeconds(60));
            admin.with("Faces-Request", "partial/ajax");
            String answer;
            do {
                answer = admin.post("/dashboard/index.xhtml", Map.of("background", "true")).body();
            } while (!answer.contains("<redirect") && Instant.now().isBefore(limit));
            assertThat(answer).contains("/sign-in.xhtml?notice=ended&amp;next=%2Fdashboard%2Findex.xhtml");
            letsTheServersAdministratorIn(server);
        }
    }

    private static void letsTheServersAdministratorIn(MicroServer server) throws IOException {
        MailFolder mail = new MailFolder(server.data());
        Path answer = server.data().resolve("break-glass-password");
        Files.writeString(server.data().resolve("break-glass"), "second\n");
        DeployedServer.await("Break-glass", Duration.ofSeconds(60), server.process(), () -> passwordIn(answer).length() == 29);
        assertThat(server.data().resolve("break-glass")).doesNotExist();
        WebClient second = new WebClient(server);
        second.signIn("second", passwordIn(answer), "");
        assertThat(location(second.get("/settings/index.xhtml"))).isEqualTo("/password.xhtml?next=%2Fsettings%2Findex.xhtml");
        second.submit("/password.xhtml", "passwordForm", "change", Map.of("current", passwordIn(answer), "replacement", OWN, "again", OWN, "next", ""));
        assertThat(second.get("/settings/index.xhtml").statusCode()).isEqualTo(200);
        assertThat(second.get("/log/export.csv?type=system.admin.break_glass").body()).contains("second", "fileOwner");
        assertThat(mail.text("admin@localhost", "Break-glass used: Organization", Duration.ofSeconds(60), server.process())).contains("second (second)");
        DeployedServer.await("The password's file to go", Duration.ofSeconds(60), server.process(), () -> !Files.exists(answer));
    }

    private static String passwordIn(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse(null);
    }
}
