package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.DeployedServer;
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

        field(page, "api:name").fill("Pager <b>robot</b>");
        button(page, "Create client").click();
        assertThat(page.getByText("at least one scope")).isVisible();
        field(page, "api:jwks").fill("{\"kty\": \"RSA\"}");
        page.getByLabel("okta.dr.read").check();
        button(page, "Create client").click();
        assertThat(page.getByText("This is no JSON Web Key Set")).isVisible();
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
