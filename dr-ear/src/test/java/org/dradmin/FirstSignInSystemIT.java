package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.dradmin.test.MicroServer;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.Test;

/** The first super admin's first minutes on a new installation, and the end of a session nobody uses. */
class FirstSignInSystemIT {

    private static final String OWN = "a password of one's own";

    @Test
    void asksForAnOwnPasswordFirstAndEndsASessionThatOnlyPolls() throws IOException {
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
        }
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse(null);
    }
}
