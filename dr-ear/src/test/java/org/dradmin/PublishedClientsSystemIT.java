package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.okta.sdk.client.AuthorizationMode;
import com.okta.sdk.client.Clients;
import com.okta.sdk.resource.api.SystemLogApi;
import com.okta.sdk.resource.client.ApiException;
import com.okta.sdk.resource.model.LogEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.dradmin.test.Build;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.MachineTools;
import org.dradmin.test.Needs;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client libraries that people already have, as they are published, against the EAR that ships. */
@ExtendWith(ServerParameter.class)
class PublishedClientsSystemIT {

    private static final String HTTP_ALLOWED = "okta.testing.disableHttpsCheck";
    private static final int MINUTES = 5;

    private final DeployedServer server;

    PublishedClientsSystemIT(DeployedServer server) {
        this.server = server;
    }

    @BeforeAll
    static void allowHttp() {
        System.setProperty(HTTP_ALLOWED, "true");
    }

    @AfterAll
    static void forbidHttp() {
        System.clearProperty(HTTP_ALLOWED);
    }

    private static String pem() throws JOSEException {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(TestClients.KEY.toPrivateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private SystemLogApi javaClient(String client, String... scopes) throws JOSEException {
        return new SystemLogApi(Clients.builder().setOrgUrl(server.uri().toString()).setAuthorizationMode(AuthorizationMode.PRIVATE_KEY)
                .setClientId(client).setScopes(Set.of(scopes)).setPrivateKey(pem()).setKid(TestClients.KEY.getKeyID()).build());
    }

    @Test
    void theJavaClientReadsTheSystemLog() throws Exception {
        SystemLogApi log = javaClient(TestClients.ROBOT, "okta.logs.read");
        String until = Instant.now().plusSeconds(60).toString();
        List<LogEvent> events = log.listLogEvents(null, until, null, "eventType eq \"app.oauth2.token.grant\" and actor.id eq \"robot\"", null, 5, "DESCENDING");
        assertThat(events).isNotEmpty().allSatisfy(event -> {
            assertThat(event.getActor().getId()).isEqualTo(TestClients.ROBOT);
            assertThat(event.getPublished()).isNotNull();
            assertThat(String.valueOf(event.getOutcome().getResult())).isIn("SUCCESS", "FAILURE");
        });
        assertThat(log.listLogEvents(null, null, null, null, "organization imported", 10, null)).isNotEmpty();
        assertThatThrownBy(() -> log.listLogEvents(null, null, null, "nonsense eq \"x\"", null, 5, null))
                .isInstanceOfSatisfying(ApiException.class, fault -> assertThat(fault.getCode()).isEqualTo(400)).hasMessageContaining("E0000053");
    }

    @Test
    void theJavaClientReadsTheSystemLogWithATokenBoundToItsKey() throws Exception {
        assertThat(javaClient(TestClients.BOUND, "okta.logs.read").listLogEvents(null, null, null, null, null, 1, null)).hasSize(1);
    }

    @Test
    @Needs({"node", "npm"})
    void theNodeClientFailsOverAndBackAndReadsTheSystemLog() throws Exception {
        Path folder = Build.newFolder("node-client");
        for (String file : List.of("package.json", "calls.js")) {
            Files.copy(Path.of("src/test/resources/node").resolve(file), folder.resolve(file));
        }
        run(folder, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts");
        Path key = Files.writeString(folder.resolve("key.pem"), pem());
        for (String[] who : new String[][] {{TestClients.ROBOT, "bearer"}, {TestClients.BOUND, "dpop"}}) {
            Map<String, JsonNode> answers = new LinkedHashMap<>();
            run(folder, "node", "calls.js", server.uri().toString(), who[0], "okta.dr.manage okta.logs.read", key.toString(), TestClients.KEY.getKeyID(), who[1]).lines()
                    .filter(line -> line.startsWith("{")).map(PublishedClientsSystemIT::json).forEach(answer -> answers.put(answer.get("name").textValue(), answer));
            assertThat(answers.get("status").at("/answer/status")).as(answers.toString()).hasSize(5);
            assertThat(answers.get("failover").at("/answer/results/0/message").textValue()).as(answers.toString()).isEqualTo("Failover was successful");
            assertThat(answers.get("status of one").at("/answer/status/0/isFailedOver").booleanValue()).isTrue();
            assertThat(answers.get("failback").at("/answer/results/0/message").textValue()).isEqualTo("Failback was successful");
            assertThat(answers.get("unknown domain").get("status").intValue()).isEqualTo(404);
            assertThat(answers.get("unknown domain").get("code").textValue()).isEqualTo("E0000007");
            List<String> uuids = new ArrayList<>();
            answers.get("log").get("answer").forEach(uuid -> uuids.add(uuid.textValue()));
            assertThat(uuids).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        }
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (IOException e) {
            throw new IllegalStateException(line, e);
        }
    }

    private static String run(Path folder, String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(MachineTools.find(tool).orElseThrow().toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = folder.resolve(tool + ".log");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(tool + " did not end in " + MINUTES + " minutes, see " + output);
        }
        String told = Files.readString(output);
        assertThat(process.exitValue()).as(tool + ": " + told).isZero();
        return told;
    }
}
