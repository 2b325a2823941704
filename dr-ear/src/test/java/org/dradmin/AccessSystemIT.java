package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.HttpsCertificate;
import org.dradmin.test.ListeningSockets;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.Operator;
import org.dradmin.test.Ports;
import org.dradmin.test.PostgresServer;
import org.dradmin.test.TestOrganization;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in and who does not, on a server that people reach by https, behind a proxy, on PostgreSQL. */
@Needs({"initdb", "chromium"})
class AccessSystemIT {

    private static final String WRONG = "The username or the password is not right.";
    private static final Pattern DELAY = Pattern.compile("Too many attempts\\. Try again in (\\d+) seconds\\.");

    private static final HttpsCertificate CERTIFICATE = HttpsCertificate.make();
    private static final int HTTPS_PORT = Ports.free();
    private static final URI HTTPS = URI.create("https://localhost:" + HTTPS_PORT);

    private static PostgresServer postgres;
    private static MicroServer server;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        server = postgres.serving(MicroServer.withEmptyData("https")).with("dr.org.file", TestOrganization.file(2, 1).toString())
                .with("dr.https.port", Integer.toString(HTTPS_PORT)).with("dr.https.keystore", CERTIFICATE.file().toString())
                .with("dr.https.keystore.password", CERTIFICATE.password()).with("dr.proxies", "127.0.0.1").start();
    }

    @AfterAll
    static void stop() {
        assertAll(Stream.<AutoCloseable>of(server, postgres).filter(Objects::nonNull).map(running -> running::close));
    }

    private static WebClient client(String address) {
        return new WebClient(HTTPS, CERTIFICATE.trust()).with("X-Forwarded-For", address);
    }

    @Test
    void speaksHttpsWithTheCertificateOfItsSettings() {
        assertThat(server.output()).contains(HTTPS.toString());
        ListeningSockets.assertOnlyOnLoopback(server.process(), server.port(), HTTPS_PORT);
        WebClient ada = client("192.0.2.1");
        HttpResponse<String> in = ada.signIn(TestOrganization.ADMIN, TestOrganization.PASSWORD, "");
        assertThat(in.statusCode()).isEqualTo(302);
        assertThat(in.headers().firstValue("Strict-Transport-Security")).isPresent();
        assertThat(in.headers().allValues("Set-Cookie")).hasSizeGreaterThanOrEqualTo(2).allMatch(cookie -> cookie.contains("; Secure"));
        assertThat(ada.get("/dashboard/index.xhtml").body()).contains("End-User Dashboard");

        HttpResponse<String> out = ada.submit("/dashboard/index.xhtml", "signOutForm", "signOut", Map.of());
        assertThat(sessionOf(in)).as("what stands for the session in its first and its last event").isNotNull().isEqualTo(sessionOf(out));
    }

    private static String sessionOf(HttpResponse<String> answer) {
        return ask("SELECT session_id FROM log_event WHERE transaction_id = '" + answer.headers().firstValue("X-Okta-Request-Id").orElseThrow() + "'");
    }

    @Test
    void delaysGuessesLongerEachTimeAndLocksNobodyOut() {
        WebClient guesser = client("198.51.100.7");
        List<Integer> delays = new ArrayList<>();
        while (delays.size() < 3) {
            String said = guess(guesser, "a guess");
            Matcher delay = DELAY.matcher(said);
            if (delay.find()) {
                delays.add(Integer.valueOf(delay.group(1)));
                said = awaitTheEndOfTheDelay(guesser, "a guess");
            }
            assertThat(said).contains(WRONG);
        }
        assertThat(delays).isSorted();
        assertThat(delays.get(2)).isGreaterThan(delays.get(0));
        assertThat(guess(guesser, TestOrganization.PASSWORD)).as("the right one waits like any other").containsPattern(DELAY);
        assertThat(guess(client("198.51.100.8"), "a guess")).as("elsewhere").contains(WRONG);
        assertThat(bannerOf(client("198.51.100.8").signIn("nobody", TestOrganization.PASSWORD, ""))).as("a name that nobody has").contains(WRONG);
        assertThat(client("203.0.113.9").signIn(TestOrganization.OTHER_ADMIN, TestOrganization.PASSWORD, "").statusCode()).as("its owner, elsewhere").isEqualTo(302);
        assertThat(awaitTheEndOfTheDelay(guesser, TestOrganization.PASSWORD)).as("after the delay the right one opens").isEmpty();
        assertThat(ask("SELECT COUNT(*) FROM log_event WHERE event_type = 'user.session.delay'")).isNotEqualTo("0");
    }

    private static String awaitTheEndOfTheDelay(WebClient guesser, String password) {
        AtomicReference<String> said = new AtomicReference<>();
        DeployedServer.await("The end of the delay", Duration.ofMinutes(1), server.process(), () -> {
            said.set(guess(guesser, password));
            return !DELAY.matcher(said.get()).find();
        });
        return said.get();
    }

    /** What the page says to an attempt; nothing when it was right. */
    private static String guess(WebClient guesser, String password) {
        return bannerOf(guesser.signIn(TestOrganization.OTHER_ADMIN, password, ""));
    }

    private static String bannerOf(HttpResponse<String> page) {
        Matcher banner = Pattern.compile("class=\"banner-title\">([^<]*)<").matcher(page.body());
        return banner.find() ? banner.group(1) : "";
    }

    @Test
    void refusesWhoLostTheRoleMeanwhileAtTheNextRequest() throws SQLException {
        String role = ask("SELECT a.id FROM role_assignment a JOIN person p ON p.id = a.principal_id WHERE p.username_key = '" + TestOrganization.ADMIN + "'");
        try (Operator ada = new Operator()) {
            ada.enter(HTTPS).prepare("Failover");
            ada.browser().tolerate("403");
            execute("UPDATE role_assignment SET principal_id = 'nobody' WHERE id = '" + role + "'");

            ada.confirm("Failover");
            assertThat(ada.page().getByText("You do not hold the permission Manage disaster recovery.")).isVisible();
            assertThat(ask("SELECT COUNT(*) FROM recovery_operation")).as("operations").isEqualTo("0");
            assertThat(ask("SELECT COUNT(*) FROM log_event WHERE event_type = 'security.access.denied' AND outcome = 'DENY'")).isNotEqualTo("0");
            for (String path : List.of("/console/index.xhtml", "/log/index.xhtml", "/settings/features.xhtml")) {
                assertThat(ada.page().navigate(path).status()).as(path).isEqualTo(403);
            }
            ada.page().navigate("/dashboard/index.xhtml");
            assertThat(ada.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("End-User Dashboard");
            assertThat(tile(ada)).hasCount(0);

            giveBack(role);
            ada.page().reload();
            assertThat(tile(ada)).hasCount(1);
            ada.page().navigate("/console/index.xhtml");
            ada.start("Failover");
            ada.awaitStatus("Failed over");
        } finally {
            giveBack(role);
        }
    }

    private static Locator tile(Operator person) {
        return person.page().locator(".tiles a", new Page.LocatorOptions().setHasText("Disaster Recovery Admin"));
    }

    private static void giveBack(String role) throws SQLException {
        execute("UPDATE role_assignment SET principal_id = (SELECT id FROM person WHERE username_key = '" + TestOrganization.ADMIN + "') WHERE id = '" + role + "'");
    }

    @Test
    void saysToThoseWhoAreSignedInThatTheDatabaseIsAwayAndGoesOnWithTheirSession() {
        WebClient ada = client("192.0.2.2");
        ada.signIn(TestOrganization.ADMIN, TestOrganization.PASSWORD, "");
        ada.submit("/step-up.xhtml", "stepUpForm", "stepUp", Map.of("username", TestOrganization.ADMIN, "password", TestOrganization.PASSWORD));
        assertThat(ada.get("/console/index.xhtml").statusCode()).isEqualTo(200);
        postgres.stop();
        try {
            for (String path : List.of("/", "/dashboard/index.xhtml", "/console/index.xhtml", "/log/index.xhtml", "/log/export.csv", "/settings/features.xhtml", "/password.xhtml")) {
                assertTellsOfTheOutage(path, ada.get(path));
            }
            assertTellsOfTheOutage("a post", ada.post("/dashboard/index.xhtml", Map.of("signOutForm", "signOutForm")));
            assertThat(ada.with("Faces-Request", "partial/ajax").post("/settings/features.xhtml", Map.of("a", "b")).body()).as("a button")
                    .endsWith("<partial-response><redirect url=\"/settings/features.xhtml\"/></partial-response>");
            ada.with("Faces-Request", null);
            assertTellsOfTheOutage("a sign-in", client("192.0.2.3").signIn(TestOrganization.ADMIN, TestOrganization.PASSWORD, ""));
        } finally {
            postgres.startAgain();
        }
        DeployedServer.await("The same session again", Duration.ofMinutes(1), server.process(), () -> ada.get("/console/index.xhtml").statusCode() == 200);
    }

    private static void assertTellsOfTheOutage(String what, HttpResponse<String> page) {
        assertThat(page.statusCode()).as(what).isEqualTo(503);
        assertThat(page.body()).as(what).contains("<h1>The database does not answer</h1>").doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("Payara");
    }

    private static String ask(String query) {
        try (Connection connection = postgres.connect(); ResultSet row = connection.createStatement().executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int execute(String change) throws SQLException {
        try (Connection connection = postgres.connect()) {
            return connection.createStatement().executeUpdate(change);
        }
    }
}
