package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.RsyslogServer;
import org.dradmin.test.TestCertificate;
import org.dradmin.test.TestClients;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The System Log streamed by the packaged server to a real rsyslog over TLS, which is stopped and started meanwhile. */
@Needs({"rsyslogd", "openssl"})
class StreamSystemIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PLACE = Pattern.compile("<[^>]+/api/v1/logs(\\?[^>]+)>; rel=\"next\"");
    private static final String STREAMS = "/settings/streams.xhtml";

    @TempDir
    private Path folder;
    private RsyslogServer rsyslog;
    private MicroServer server;
    private WebClient ada;
    private ApiCaller program;

    @BeforeEach
    void start() {
        TestCertificate certificate = TestCertificate.make(folder, "dns:localhost");
        rsyslog = RsyslogServer.showing(certificate);
        rsyslog.start();
        server = MicroServer.withEmptyData("stream").with("dr.org.file", TestClients.organization().toString())
                .with("dr.stream.hosts", "localhost").with("dr.stream.files", folder.toString()).with("dr.stream.overlap", "2").start();
        program = new ApiCaller(server);
        ada = new WebClient(server);
        signIn();
        HttpResponse<String> saved = ada.submit("/settings/stream.xhtml", "stream", "save", Map.of("name", "Collector", "kind", "SYSLOG_TLS",
                "address", "localhost:" + rsyslog.port(), "from", "2020-01-01T00:00", "caFile", certificate.certificate().toString()));
        assertThat(saved.headers().firstValue("Location")).as(saved.body()).hasValueSatisfying(address -> assertThat(address).endsWith(STREAMS));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
        rsyslog.close();
    }

    @Test
    void bringsEveryEventInOrderToAnRsyslogThatIsStoppedAndStarted() {
        await("The key of the seals to be made, which is an event, some seconds after the start", () -> events().stream()
                .anyMatch(event -> event.path("eventType").asText().equals("system.log.seal_key")));
        happen(30);
        arrived("What there was when the stream was made, and what happened since");
        await("All to be confirmed", () -> !page().contains("not confirmed yet"));

        rsyslog.stop();
        happen(300);
        await("The page to say why nothing goes", () -> Stream.of("Waiting to try again", "300 events, ", "localhost:" + rsyslog.port() + " cannot be reached")
                .allMatch(page()::contains));
        assertThat(rsyslog.messages()).hasSize(events().size() - 300);

        rsyslog.start();
        ada.submit(STREAMS, "streams", "all:0:resume", Map.of());
        arrived("What happened while it was down");
        await("The page to say that all is well", () -> !page().contains("Waiting to try again"));

        happen(50);
        await("All to be sent", () -> rsyslog.messages().size() >= events().size());
        assertThat(page()).contains("not confirmed yet");
        server.stop();
        server.start();
        signIn();
        arrived("What was under way when the server was stopped");
    }

    private void signIn() {
        ada.signIn("ada", "demo-only-lighthouse", "");
    }

    /** Each download is an event. */
    private void happen(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(ada.get("/log/export.csv?type=system.dr.failover").statusCode()).isEqualTo(200);
        }
    }

    private String page() {
        return ada.get(STREAMS).body();
    }

    private void arrived(String what) {
        await(what, () -> rsyslog.messages().size() >= events().size());
        assertThat(rsyslog.messages().stream().map(message -> read(message.substring(message.indexOf('{')))).toList()).as(what).isEqualTo(events());
    }

    private void await(String what, BooleanSupplier so) {
        DeployedServer.await(what, Duration.ofMinutes(2), server.process(), so);
    }

    /** All there are, in their order, as the API has them. */
    private List<JsonNode> events() {
        List<JsonNode> events = new ArrayList<>();
        HttpResponse<String> answer = logs("?limit=1000");
        while (!ApiCaller.json(answer).isEmpty()) {
            ApiCaller.json(answer).forEach(events::add);
            Matcher next = PLACE.matcher(String.join(", ", answer.headers().allValues("link")));
            assertThat(next.find()).isTrue();
            answer = logs(next.group(1));
        }
        return events;
    }

    private HttpResponse<String> logs(String query) {
        HttpResponse<String> answer = program.as(TestClients.ROBOT, "okta.logs.read", "GET", "/api/v1/logs" + query, null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
