package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** Settings &gt; Mail, on the EAR that ships. */
@UiTest
class MailPageUiIT {

    @Test
    void tellsASuperAdminWhereMailGoesAndThatNothingIsStuck(Browser admin, DeployedServer server) {
        Page page = signedIn(admin, "ada", "demo-only-lighthouse");
        page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Settings")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Mail")).click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Mail").setExact(true))).isVisible();
        assertThat(page.getByText(server.data().resolve("mail").toString())).isVisible();
        assertThat(page.getByText("Nothing is waiting")).isVisible();
        Axe.assertAccessible(page);

        page.setViewportSize(400, 800);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
        Axe.assertAccessible(page);
    }

    @Test
    void refusesWhoeverMayNotManageSettings(Browser person) {
        person.tolerate("403");
        Page page = signedIn(person, "omar", "demo-only-drawbridge");

        assertThat(person.open("/settings/mail.xhtml").getByRole(AriaRole.MAIN)).not().containsText("Where mail goes");
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Settings"))).hasCount(0);
    }

    private static Page signedIn(Browser browser, String username, String password) {
        Page page = browser.open("/sign-in.xhtml");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
        return page;
    }
}
