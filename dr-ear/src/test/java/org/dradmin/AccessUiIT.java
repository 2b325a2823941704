package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.UiTest;
import org.dradmin.test.WebClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way in as an attacker meets it: strangers, forged posts, planted cookies, people without the right. */
@UiTest
class AccessUiIT {

    private static final String ADA = "demo-only-lighthouse";
    private static final String EVE = "demo-only-clocktower";
    private static final String RITA = "demo-only-weathervane";

    private final DeployedServer server;
    private final WebClient browser;

    AccessUiIT(DeployedServer server) {
        this.server = server;
        this.browser = new WebClient(server);
    }

    private WebClient signedIn(String username, String password) {
        WebClient client = new WebClient(server);
        assertThat(client.signIn(username, password, "").statusCode()).isEqualTo(302);
        return client;
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse(null);
    }

    /** The lines of the System Log that a request left behind, as its export has them. */
    private List<String> events(HttpResponse<String> of) {
        String id = of.headers().firstValue("X-Okta-Request-Id").orElseThrow();
        String csv = signedIn("ada", ADA).get("/log/export.csv").body();
        return csv.lines().filter(line -> line.contains(id)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/index.xhtml", "/log/index.xhtml", "/log/export.csv", "/settings/features.xhtml",
        "/dashboard/index.xhtml", "/password.xhtml", "/step-up.xhtml", "/nothing/of/the/kind"})
    void sendsStrangersToTheSignInPage(String path) {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo("/sign-in.xhtml?next=" + path.replace("/", "%2F"));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void sendsAStrangersAjaxRequestThereInItsOwnLanguage() {
        HttpResponse<String> answer = browser.with("Faces-Request", "partial/ajax").post("/dashboard/index.xhtml", Map.of("a", "b"));
        assertThat(answer.body()).isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><partial-response>"
                + "<redirect url=\"/sign-in.xhtml?next=%2Fdashboard%2Findex.xhtml\"/></partial-response>");
    }

    @Test
    void leadsBackToThePageThatWasAskedFor() {
        assertThat(location(browser.signIn("ada", ADA, "/log/index.xhtml?q=a"))).isEqualTo("/log/index.xhtml?q=a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.test", "///evil.test", "/\\evil.test", "https://evil.test/", "javascript:alert(1)", "/\t/evil.test"})
    void leadsToNoOtherServerAfterSignIn(String next) {
        assertThat(location(browser.signIn("ada", ADA, next))).isEqualTo("/dashboard/index.xhtml");
    }

    @Test
    void refusesPostsThatOtherSitesForgedAndRecordsThem() {
        WebClient ada = signedIn("ada", ADA);
        refusesAsForged(ada.with("Origin", "https://evil.test"));
        refusesAsForged(ada.with("Origin", null));
        refusesAsForged(ada.with("Sec-Fetch-Site", "same-site"));
        assertThat(ada.get("/dashboard/index.xhtml").statusCode()).as("still signed in").isEqualTo(200);
    }

    private void refusesAsForged(WebClient client) {
        HttpResponse<String> answer = client.post("/dashboard/index.xhtml", Map.of("signOutForm", "signOutForm"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("did not come from a page of this site");
        assertThat(events(answer)).singleElement().asString().contains("security.request.refused", "DENY", "ada");
    }

    @Test
    void refusesASignInThatAnotherSiteForged() {
        HttpResponse<String> answer = browser.with("Origin", "https://evil.test").signIn("ada", ADA, "");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(browser.cookie("dr-session")).isNull();
    }

    @Test
    void givesTheSessionANewIdWheneverItMayDoMore() {
        browser.plant("dr-session", "00000000000000000000000000aa");
        browser.signIn("ada", ADA, "");
        String afterSignIn = browser.cookie("dr-session");
        assertThat(afterSignIn).isNotNull().isNotEqualTo("00000000000000000000000000aa");

        HttpResponse<String> steppedUp = browser.submit("/step-up.xhtml", "stepUpForm", "stepUp", Map.of("username", "ada", "password", ADA));
        assertThat(location(steppedUp)).isEqualTo("/console/index.xhtml");
        assertThat(browser.cookie("dr-session")).isNotEqualTo(afterSignIn);
        assertThat(location(new WebClient(server).plant("dr-session", afterSignIn).get("/dashboard/index.xhtml")))
                .isEqualTo("/sign-in.xhtml?notice=ended&next=%2Fdashboard%2Findex.xhtml");
    }

    @Test
    void keepsItsCookiesFromScriptsAndOtherSites() {
        List<String> cookies = browser.signIn("ada", ADA, "").headers().allValues("Set-Cookie");
        assertThat(cookies).anyMatch(cookie -> cookie.startsWith("dr-session=")).anyMatch(cookie -> cookie.startsWith("dr-browser="));
        assertThat(cookies).allMatch(cookie -> cookie.contains("HttpOnly") && cookie.matches("(?i).*SameSite=(lax|strict).*"));
    }

    @Test
    void endsTheSessionOnTheServerAtSignOut() {
        WebClient ada = signedIn("ada", ADA);
        String session = ada.cookie("dr-session");
        HttpResponse<String> out = ada.submit("/dashboard/index.xhtml", "signOutForm", "signOut", Map.of());
        assertThat(location(out)).isEqualTo("/sign-in.xhtml?notice=left");
        assertThat(new WebClient(server).plant("dr-session", session).get("/dashboard/index.xhtml").statusCode()).isEqualTo(302);
        assertThat(events(out)).singleElement().asString().contains("user.session.end", "SUCCESS", "ada");
    }

    @Test
    void makesNoSessionForStrangers() {
        assertThat(browser.get("/sign-in.xhtml").headers().allValues("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/index.xhtml", "/step-up.xhtml", "/log/index.xhtml", "/log/export.csv", "/settings/features.xhtml"})
    void refusesAPersonWithoutTheRightAndRecordsItOnce(String path) {
        HttpResponse<String> answer = signedIn("eve", EVE).get(path);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You do not hold the permission");
        assertThat(events(answer)).singleElement().asString().contains("security.access.denied", "DENY", "eve", path);
    }

    @Test
    void opensToARoleWhatItIsForAndNothingElse() {
        WebClient rita = signedIn("rita", RITA);
        assertThat(rita.get("/log/index.xhtml").statusCode()).isEqualTo(200);
        assertThat(rita.get("/settings/index.xhtml").statusCode()).isEqualTo(403);
        assertThat(rita.get("/dashboard/index.xhtml").body()).doesNotContain("Disaster Recovery Admin</span>\n    <span class=\"tile-note");
    }

    @Test
    void asksForTheSecondSignInBeforeTheConsole() {
        WebClient ada = signedIn("ada", ADA);
        assertThat(location(ada.get("/console/index.xhtml"))).isEqualTo("/step-up.xhtml?next=%2Fconsole%2Findex.xhtml");
        HttpResponse<String> another = ada.submit("/step-up.xhtml", "stepUpForm", "stepUp", Map.of("username", "eve", "password", EVE));
        assertThat(another.body()).contains("Sign in again as the person who is signed in.");
        assertThat(events(another)).singleElement().asString().contains("user.authentication.step_up", "ANOTHER_PERSON");
        assertThat(location(ada.get("/console/index.xhtml"))).startsWith("/step-up.xhtml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in.xhtml", "/console/index.xhtml", "/step-up.xhtml", "/go/portal.example.test/", "/nothing/of/the/kind"})
    void answersToNoForeignHostName(String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421").containsOnlyOnce("does not answer to the host name")
                    .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'self'")
                    .doesNotContain("Location:", "Set-Cookie:");
        }
    }
}
