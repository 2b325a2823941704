package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.EVE;
import static org.dradmin.test.Account.GRACE;
import static org.dradmin.test.Account.VERA;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.dradmin.test.Account;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** What those see of disaster recovery who do not press its buttons. */
@UiTest
class ReadOnlyModeUiIT {

    private static final String REFUSED_EVENTS = "/log/export.csv?type=system.read_only.refused";

    @Test
    void showsTheConsoleWithoutButtonsToWhoMayOnlyLook(Browser observer) {
        ConsolePage console = ConsolePage.open(observer, VERA);
        console.shows("Not failed over");
        assertOnlyLooks(console);
        assertThat(console.region("Protected domains").locator("tbody tr")).hasCount(5);
        Axe.assertAccessible(console.page());
    }

    private static void assertOnlyLooks(ConsolePage console) {
        assertThat(console.page().getByText("You may look at everything here.")).isVisible();
        assertThat(console.initiate("Failover")).hasCount(0);
        assertThat(console.initiate("Failback")).hasCount(0);
        assertThat(console.page().locator("#failoverForm, #failbackForm")).hasCount(0);
    }

    @Test
    void tellsEverybodyWhileFailedOverAndRefusesChangesByClickWithTheReason(Browser atConsole, Browser atSettings, Browser atDashboard, Browser observer) {
        Page grace = signedIn(atSettings, "/settings/features.xhtml", GRACE);
        Page eve = signedIn(atDashboard, "/", EVE);
        ConsolePage vera = ConsolePage.open(observer, VERA);
        assertThat(banner(eve)).hasCount(0);
        int refusals = refusals(grace).size();
        ConsolePage ada = ConsolePage.open(atConsole, ADA);
        vera.looksOften();
        ada.carryOut("Failover", "Failed over");
        try {
            vera.shows("Failed over");
            assertOnlyLooks(vera);

            button(grace.getByRole(AriaRole.MAIN), "Switch off").first().click();
            Locator dialog = grace.getByRole(AriaRole.DIALOG);
            dialog.getByRole(AriaRole.CHECKBOX).check();
            button(dialog, "Switch off").click();
            assertThat(grace.locator(".messages .banner")).containsText(Pattern.compile("Nothing was changed: the organization is in read-only mode since .* after failback"));
            grace.reload();
            assertThat(banner(grace)).containsText("changes to the configuration are refused until failback");
            assertThat(button(grace.getByRole(AriaRole.MAIN), "Switch off")).isVisible();
            assertThat(refusals(grace)).hasSize(refusals + 1).first().asString().contains(GRACE.username(), "FAILURE");
            Axe.assertAccessible(grace);

            eve.reload();
            assertThat(banner(eve)).containsText("Read-only mode");
            assertThat(banner(eve)).containsText("Your organization is being served from its disaster recovery region. Your applications open as usual.");
            Axe.assertAccessible(eve);
            Locator payroll = eve.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Payroll"));
            assertThat(payroll).containsText("US West");
            eve.navigate(payroll.getAttribute("href"));
            assertThat(eve.getByRole(AriaRole.HEADING)).hasText("You are in US West");
            vera.looksOften();
        } finally {
            ada.carryOut("Failback", "Not failed over");
        }
        vera.shows("Not failed over");
        eve.navigate("/dashboard/index.xhtml");
        assertThat(eve.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("End-User Dashboard");
        assertThat(banner(eve)).hasCount(0);
    }

    @Test
    void makesEveryPageOfTheDemonstrationsRegionsAccessible(Browser stranger) {
        for (String region : List.of("us-east", "us-west")) {
            for (String page : List.of("", "news/", "payroll/", "travel/", "files/", "service-desk/")) {
                Axe.assertAccessible(stranger.open("/demo/" + region + "/" + page));
            }
        }
        stranger.page().setViewportSize(400, 800);
        assertThat((Boolean) stranger.page().evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
    }

    private static Page signedIn(Browser browser, String path, Account who) {
        Page page = browser.open(path);
        page.getByLabel("Username").fill(who.username());
        page.getByLabel("Password").fill(who.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        assertThat(page.locator(".user")).isVisible();
        return page;
    }

    private static Locator banner(Page page) {
        return page.getByRole(AriaRole.COMPLEMENTARY, new Page.GetByRoleOptions().setName("Service mode"));
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The refusals that the System Log holds, newest first. */
    private static List<String> refusals(Page admin) {
        return admin.context().request().get(REFUSED_EVENTS).text().lines().filter(line -> line.contains("system.read_only.refused")).toList();
    }
}
