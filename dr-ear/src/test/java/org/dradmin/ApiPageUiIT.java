package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.TestClients;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** Settings &gt; API, on the EAR that ships: from making a client to its last token. */
@UiTest
class ApiPageUiIT {

    @Test
    void makesAClientThatWorksUntilItIsDeactivated(Browser admin, DeployedServer server) {
        Page page = admin.open("/sign-in.xhtml");
        page.getByLabel("Username").fill("ada");
        page.getByLabel("Password").fill("demo-only-lighthouse");
        button(page, "Sign in").click();
        page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Settings")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("API")).click();
        Axe.assertAccessible(page);

        field(page, "api:jwks").fill("{\"kty\": \"RSA\"}");
        button(page, "Create client").click();
        assertThat(field(page, "api:nameMessage")).containsText("Something is needed here");
        assertThat(field(page, "api:scopesMessage")).containsText("at least one scope");
        assertThat(field(page, "api:jwksMessage")).containsText("This is no JSON Web Key Set");
        assertThat(field(page, "api:jwks")).hasValue("{\"kty\": \"RSA\"}");
        Axe.assertAccessible(page);
        field(page, "api:name").fill("Pager <b>robot</b>");
        page.getByLabel("okta.dr.read").check();
        field(page, "api:jwks").fill("");
        field(page, "api:role").selectOption("READ_ONLY_ADMIN");
        button(page, "Create client").click();
        assertThat(page.getByText("Keep this now")).isVisible();
        String id = page.locator("#shownClient").textContent();
        String secret = page.locator("#shownSecret").textContent();
        assertThat(page.getByText("Pager <b>robot</b>").first()).isVisible();
        Axe.assertAccessible(page);

        ApiCaller caller = new ApiCaller(server);
        String token = ApiCaller.accessToken(caller.grant(Map.of("scope", "okta.dr.read"), "Authorization", basic(id, secret)));
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
        page.reload();
        assertThat(page.getByText("Keep this now")).hasCount(0);
        assertThat(page.content()).as("the secret is shown once").doesNotContain(secret);

        button(page, "Deactivate Pager <b>robot</b>").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Deactivate a client"));
        Locator confirm = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Deactivate").setExact(true));
        assertThat(confirm).isDisabled();
        dialog.getByRole(AriaRole.CHECKBOX).check();
        confirm.click();
        assertThat(button(page, "Activate Pager <b>robot</b>")).isVisible();
        assertThat(caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token).statusCode()).isEqualTo(401);
        assertThat(caller.grant(Map.of("scope", "okta.dr.read"), "Authorization", basic(id, secret)).statusCode()).isEqualTo(401);

        page.setViewportSize(400, 800);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
        Axe.assertAccessible(page);
    }

    @Test
    void changesWhatAClientMayDoAndWhatProvesIt(Browser admin, DeployedServer server) {
        Page page = admin.open("/sign-in.xhtml");
        page.getByLabel("Username").fill("ada");
        page.getByLabel("Password").fill("demo-only-lighthouse");
        button(page, "Sign in").click();
        page.navigate("/settings/api.xhtml");
        field(page, "api:name").fill("Keyed robot");
        page.getByLabel("okta.dr.read").check();
        button(page, "Create client").click();
        assertThat(page.getByText("Keep this now")).isVisible();
        String id = page.locator("#shownClient").textContent();
        String secret = page.locator("#shownSecret").textContent();
        ApiCaller caller = new ApiCaller(server);
        assertThat(caller.grant(Map.of("client_assertion", caller.assertion(id), "scope", "okta.dr.read")).statusCode()).isEqualTo(401);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Keyed robot")).click();
        Axe.assertAccessible(page);
        field(page, "keysForm:file").setInputFiles(new FilePayload("big.jwks", "application/json", " ".repeat(100_001).getBytes(StandardCharsets.UTF_8)));
        button(page, "Replace keys").click();
        assertThat(page.getByText("larger than 100 kB")).isVisible();
        field(page, "keysForm:file").setInputFiles(new FilePayload("private.jwk", "application/json", TestClients.KEY.toJSONString().getBytes(StandardCharsets.UTF_8)));
        button(page, "Replace keys").click();
        assertThat(page.getByText("must never leave its owner")).isVisible();
        assertThat(caller.grant(Map.of("scope", "okta.dr.read"), "Authorization", basic(id, secret)).statusCode()).as("nothing replaced yet").isEqualTo(200);
        field(page, "keysForm:file").setInputFiles(new FilePayload("public.jwk", "application/json", TestClients.KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        button(page, "Replace keys").click();
        assertThat(page.getByText("The keys of Keyed robot are replaced.")).isVisible();
        assertThat(caller.grant(Map.of("scope", "okta.dr.read"), "Authorization", basic(id, secret)).statusCode()).isEqualTo(401);
        String token = ApiCaller.accessToken(caller.grant(Map.of("client_assertion", caller.assertion(id), "scope", "okta.dr.read")));

        assertThat(statusOf(caller, token)).as("no role yet").isEqualTo(403);
        field(page, "rolesForm:role").selectOption("READ_ONLY_ADMIN");
        button(page, "Assign role").click();
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove"))).isVisible();
        assertThat(statusOf(caller, token)).isEqualTo(200);
        Axe.assertAccessible(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove")).click();
        assertThat(page.getByText("None: its tokens can do nothing.")).isVisible();
        assertThat(statusOf(caller, token)).isEqualTo(403);
        field(page, "rolesForm:role").selectOption("READ_ONLY_ADMIN");
        button(page, "Assign role").click();
        assertThat(page.getByText("None: its tokens can do nothing.")).hasCount(0);
        assertThat(statusOf(caller, token)).isEqualTo(200);
        page.getByLabel("okta.dr.read").uncheck();
        page.getByLabel("okta.logs.read").check();
        button(page, "Save scopes").click();
        assertThat(page.getByText("The scopes of Keyed robot are saved.")).isVisible();
        assertThat(statusOf(caller, token)).as("the scope is taken from tokens that are out, too").isEqualTo(403);

        page.getByText("All API clients").click();
        String before = caller.send("GET", "/oauth2/v1/keys", null).body();
        button(page, "Renew signing key").click();
        Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Renew the signing key"));
        dialog.getByRole(AriaRole.CHECKBOX).check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Renew").setExact(true)).click();
        assertThat(page.getByText("The signing key is renewed.")).isVisible();
        assertThat(ApiCaller.json(caller.send("GET", "/oauth2/v1/keys", null)).get("keys")).hasSizeGreaterThan(1);
        assertThat(caller.send("GET", "/oauth2/v1/keys", null).body()).isNotEqualTo(before);
        assertThat(caller.grant(Map.of("client_assertion", caller.assertion(id), "scope", "okta.logs.read")).statusCode()).isEqualTo(200);
        assertThat(statusOf(caller, token)).as("known still: it lacks a scope, not its key").isEqualTo(403);
    }

    @Test
    void hasExamplesToCopyThatNameThisInstallation(Browser admin, DeployedServer server) {
        Page page = admin.open("/sign-in.xhtml");
        page.getByLabel("Username").fill("ada");
        page.getByLabel("Password").fill("demo-only-lighthouse");
        button(page, "Sign in").click();
        page.navigate("/settings/api.xhtml");
        page.getByText("Examples to copy").click();
        Locator texts = page.locator("pre.example");
        assertThat(page.context().request().get("/settings/openapi.json").text()).contains("/api/v1/dr/failover", "x-dr-addition");
        assertThat(new ApiCaller(server).send("GET", "/settings/openapi.json", null).body()).as("to strangers").doesNotContain("/api/v1/dr");
        assertThat(texts).hasCount(7);
        assertThat(texts.first()).containsText("BASE=" + server.uri());
        Axe.assertAccessible(page);
        page.setViewportSize(400, 800);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
    }

    private static int statusOf(ApiCaller caller, String token) {
        return caller.send("GET", "/api/v1/dr/status", null, "Authorization", "Bearer " + token).statusCode();
    }

    /** By its id: the columns of the table above have the same names as the fields. */
    private static Locator field(Page page, String id) {
        return page.locator("[id='" + id + "']");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
