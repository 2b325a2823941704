package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role REPORT_ADMIN is for, and that it is for nothing else; on the EAR that ships. */
@ExtendWith(ServerParameter.class)
class ReportAdminIT {

    private final WebClient rita;
    private final ApiCaller caller;

    ReportAdminIT(DeployedServer server) {
        rita = new WebClient(server);
        caller = new ApiCaller(server);
    }

    @BeforeEach
    void signIn() {
        assertThat(rita.signIn("rita", "demo-only-weathervane", "").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log/index.xhtml", "/log/searches.xhtml", "/log/exports.xhtml", "/dashboard/index.xhtml", "/password.xhtml"})
    void opensTheLogAndWhatIsForEverybody(String path) {
        assertThat(rita.get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/index.xhtml", "/console/operation.xhtml", "/console/operation.json", "/settings/index.xhtml", "/settings/api.xhtml",
        "/settings/features.xhtml", "/settings/mail.xhtml", "/settings/plan.xhtml", "/administration/index.xhtml", "/administration/roles.xhtml",
        "/administration/admins.xhtml", "/step-up.xhtml"})
    void opensNothingElse(String path) {
        assertThat(rita.get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void exportsAtOnceInBothFormats() {
        assertThat(rita.get("/log/export.csv?type=user.session.start").body()).startsWith("published,uuid,");
        assertThat(rita.get("/log/export.jsonl?type=user.session.start").body()).startsWith("{\"actor\":").contains("\"alternateId\":\"rita\"");
        assertThat(rita.get("/log/export.jsonl?type=nothing").statusCode()).isEqualTo(400);
        assertThat(rita.get("/log/prepared?id=nothing").statusCode()).isEqualTo(404);
    }

    static Stream<String> api() {
        return Stream.of("GET /api/v1/dr/status", "POST /api/v1/dr/failover", "POST /api/v1/dr/failback", "GET /api/v1/iam/roles", "GET /api/v1/iam/resource-sets",
                "GET /api/v1/iam/assignees/users");
    }

    @ParameterizedTest
    @MethodSource("api")
    void readsTheLogByApiAndIsRefusedEverythingElseThere(String call) {
        String[] parts = call.split(" ");
        assertThat(rita.get("/api/v1/logs").statusCode()).as("a session is no token").isEqualTo(401);
        String token = ApiCaller.accessToken(caller.grant(Map.of("scope", "okta.logs.read"), "Authorization",
                "Basic " + Base64.getEncoder().encodeToString((TestClients.AUDITOR + ":" + TestClients.SECRET).getBytes(StandardCharsets.UTF_8))));
        assertThat(caller.send("GET", "/api/v1/logs?limit=1", null, "Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
        assertThat(caller.send(parts[0], parts[1], null, "Authorization", "Bearer " + token).statusCode()).isEqualTo(403);
    }
}
