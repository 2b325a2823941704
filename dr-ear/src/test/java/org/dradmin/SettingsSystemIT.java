package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.PostgresServer;
import org.dradmin.test.TestOrganization;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the forms of Settings and of people do when they are posted, on PostgreSQL. */
@Needs("initdb")
class SettingsSystemIT {

    /** A stream's row also holds how far it has come, which goes on without anybody. */
    private static final List<String> CONFIGURATION = List.of("organization", "region", "region_ip_range", "protected_domain", "application",
            "feature_switch", "api_client", "(SELECT name, kind, address, filter, paused_at FROM log_stream)", "person", "people_group");

    private static PostgresServer postgres;
    private static MicroServer server;
    private static WebClient ada;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.start();
        server = postgres.serving(MicroServer.withEmptyData("settings")).with("dr.org.file", TestOrganization.file(2, 1).toString())
                .with("dr.stream.hosts", "logs.example.test").start();
        ada = new WebClient(server);
        ada.signIn(TestOrganization.ADMIN, TestOrganization.PASSWORD, "");
    }

    @AfterAll
    static void stop() {
        assertAll(Stream.<AutoCloseable>of(server, postgres).filter(Objects::nonNull).map(running -> running::close));
    }

    /** A form as somebody posts it who filled it in. */
    record Filled(String page, String form, String button, Map<String, String> fields) {

        HttpResponse<String> post() {
            return ada.submit(page, form, button, fields);
        }

        @Override
        public String toString() {
            return page + " " + form;
        }
    }

    static Stream<Filled> everyForm() {
        String domain = TestOrganization.domain(0);
        return Stream.of(new Filled("/settings/organization.xhtml", "form", "save", Map.of("name", "Other")),
                new Filled("/settings/region.xhtml", "form", "save", Map.of("code", "north", "name", "North", "ipRanges", "198.51.100.0/24")),
                new Filled("/settings/region.xhtml?code=east", "form", "save", Map.of("name", "Far east", "ipRanges", "192.0.2.0/25")),
                new Filled("/settings/domain.xhtml", "form", "save", Map.of("name", "new.example.test", "primaryRegion", "east",
                        "primaryEndpoint", "https://e.example.test", "recoveryRegion", "west", "recoveryEndpoint", "https://w.example.test")),
                new Filled("/settings/domain.xhtml?name=" + domain, "form", "save", Map.of("isDefault", "true", "primaryRegion", "east",
                        "primaryEndpoint", "https://other.example.test", "recoveryRegion", "west", "recoveryEndpoint", "https://w2.example.test")),
                new Filled("/settings/application.xhtml", "form", "save", Map.of("label", "Payroll", "domain", domain, "path", "/payroll/")),
                new Filled("/settings/sessions.xhtml", "form", "save", Map.of("idleMinutes", "20", "lifetimeMinutes", "", "stepUpMinutes", "10")),
                new Filled("/settings/features.xhtml", "switchOffForm", "switchOffConfirm", Map.of("switchOffAgree", "true")),
                new Filled("/settings/api.xhtml", "api", "create", Map.of("name", "Robot", "jwks", "", "scopes", "okta.logs.read", "role", "")),
                new Filled("/settings/stream.xhtml", "stream", "save", Map.of("name", "Logs", "kind", "SYSLOG_TLS", "address", "logs.example.test")),
                new Filled("/administration/person.xhtml", "person", "save", Map.of("displayName", "Bob", "username", "bob", "email", "bob@example.test")),
                new Filled("/administration/groups.xhtml", "make", "create", Map.of("name", "Crew")));
    }

    @ParameterizedTest
    @MethodSource("everyForm")
    void refusesEveryFormInReadOnlyModeWithTheReasonAndTakesItOtherwise(Filled form) throws SQLException {
        String before = configuration();
        execute("UPDATE organization SET service_mode = 'READ_ONLY'");
        try {
            assertThat(form.post().body()).contains("Nothing was changed: the organization is in read-only mode since");
        } finally {
            execute("UPDATE organization SET service_mode = 'ACTIVE'");
        }
        assertThat(configuration()).isEqualTo(before);
        assertThat(ask("SELECT COUNT(*) FROM log_event WHERE event_type = 'system.read_only.refused'")).isNotEqualTo("0");

        assertThat(form.post().body()).doesNotContain("Nothing was changed");
        assertThat(configuration()).as("the same post is taken when nothing is failed over").isNotEqualTo(before);
    }

    @Test
    void endsStepUpsAndSessionsByTheOrganizationsOwnTimesAtTheNextRequest() throws SQLException {
        WebClient grace = graceAtTheConsole();
        // Shorter than any form takes, so that nobody has to wait.
        try {
            execute("UPDATE organization SET session_step_up_minutes = 0");
            assertThat(grace.get("/console/index.xhtml").headers().firstValue("Location").orElse("")).contains("/step-up.xhtml");
            assertThat(grace.get("/dashboard/index.xhtml").statusCode()).isEqualTo(200);
            execute("UPDATE organization SET session_idle_minutes = 0");
            assertThat(grace.get("/dashboard/index.xhtml").headers().firstValue("Location").orElse("")).contains("/sign-in.xhtml?notice=ended");
        } finally {
            execute("UPDATE organization SET session_step_up_minutes = NULL, session_idle_minutes = NULL");
        }
    }

    @Test
    void saysAtTheNextLookOfTheConsoleThatTheStepUpSoonEndsAndSaysItOnce() throws SQLException {
        WebClient grace = graceAtTheConsole();
        String console = grace.get("/console/index.xhtml").body();
        assertThat(console).contains("failoverForm:failoverEnding").doesNotContain("You will be asked to sign in again");
        assertThat(grace.look("/console/index.xhtml", console, "pulse:look").body()).contains("<partial-response").doesNotContain("failoverEnding");
        try {
            execute("UPDATE organization SET session_step_up_minutes = 2");
            assertThat(grace.look("/console/index.xhtml", console, "pulse:look").body())
                    .contains("<update id=\"failoverForm:failoverEnding\">", "<update id=\"rollBackForm:rollBackEnding\">", "You will be asked to sign in again",
                            "/step-up.xhtml?next=%2Fconsole%2Findex.xhtml");
            assertThat(grace.look("/console/index.xhtml", console, "pulse:look").body()).contains("<partial-response").doesNotContain("failoverEnding");
            assertThat(grace.get("/console/operation.xhtml?id=unknown").body()).contains("confirmStepForm:confirmStepEnding", "You will be asked to sign in again",
                    "/step-up.xhtml?next=%2Fconsole%2Foperation.xhtml%3Fid%3Dunknown");
        } finally {
            execute("UPDATE organization SET session_step_up_minutes = NULL");
        }
        assertThat(grace.look("/console/index.xhtml", console, "pulse:look").body()).contains("failoverEnding").doesNotContain("You will be asked");
    }

    @Test
    void printsNothingMoreOnceItIsReadyWhilePeopleWork() throws SQLException {
        String ready = server.output();
        WebClient grace = graceAtTheConsole();
        assertThat(grace.get("/settings/index.xhtml").statusCode()).isEqualTo(200);
        assertThat(server.output()).isEqualTo(ready);
    }

    private static WebClient graceAtTheConsole() throws SQLException {
        WebClient grace = new WebClient(server);
        grace.signIn(TestOrganization.OTHER_ADMIN, TestOrganization.PASSWORD, "");
        execute("UPDATE feature_switch SET enabled = TRUE");
        grace.submit("/step-up.xhtml", "stepUpForm", "stepUp", Map.of("username", TestOrganization.OTHER_ADMIN, "password", TestOrganization.PASSWORD));
        assertThat(grace.get("/console/index.xhtml").statusCode()).isEqualTo(200);
        return grace;
    }

    /** A digest of everything that is configured. */
    private static String configuration() throws SQLException {
        return ask(CONFIGURATION.stream().map(table -> "(SELECT COALESCE(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM " + table + " t)")
                .collect(Collectors.joining(" || ", "SELECT ", "")));
    }

    private static String ask(String query) throws SQLException {
        try (Connection connection = postgres.connect(); ResultSet row = connection.createStatement().executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private static void execute(String change) throws SQLException {
        try (Connection connection = postgres.connect()) {
            connection.createStatement().executeUpdate(change);
        }
    }
}
