package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import org.dradmin.test.Account;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What strangers find without signing in, and what admins see beside it, on the EAR that ships. The last of all, when
 * the server has looked around by itself already.
 */
@UiTest
@Order(Integer.MAX_VALUE)
class StatusPageUiIT {

    /** A server is looked at half a minute after its start for the first time. */
    private static final Page.WaitForConditionOptions PATIENCE = new Page.WaitForConditionOptions().setTimeout(90_000);

    @Test
    void tellsStrangersHowEveryRegionAndDomainIsAndKeepsNothingOfThem(Browser stranger) {
        Page page = stranger.open("/status");
        // What another test has just moved back, or a server that has just started, is a few seconds behind.
        page.waitForCondition(() -> stranger.open("/status").getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).textContent()
                .contains("Everything is operational."), PATIENCE);
        Locator portal = page.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("portal.example.test"));
        assertThat(portal).containsText("Operational");
        assertThat(portal).containsText("Served from US East");
        assertThat(portal.getByRole(AriaRole.IMG)).hasAttribute("aria-label", java.util.regex.Pattern.compile("portal.example.test, 90 days: .+"));
        assertThat(page.content()).as("nothing that is not for strangers").doesNotContain("/demo/").doesNotContain("<script").doesNotContain("Ada");
        assertThat(stranger.context().cookies()).as("no session").isEmpty();
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setViewportSize(1600, 900);
            Axe.assertAccessible(page);
            page.setViewportSize(400, 800);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
            Axe.assertAccessible(page);
        }
    }

    @Test
    void givesProgramsTheSameAndTheAddressRanges(Browser stranger) {
        APIResponse status = stranger.context().request().get("/status.json");
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.text()).contains("\"portal.example.test\"", "\"servedFrom\" : \"US ").doesNotContain("/demo/").doesNotContain("us-east");
        assertThat(status.headers()).containsEntry("cache-control", "public, max-age=10").doesNotContainKey("set-cookie");

        APIResponse ranges = stranger.context().request().get("/ip-ranges.json");
        assertThat(ranges.text()).contains("\"203.0.113.0/24\"", "\"2001:db8:f000::/36\"");
        assertThat(ranges.headers()).containsEntry("cache-control", "public, max-age=300").containsKey("last-modified").doesNotContainKey("set-cookie");
        APIResponse again = stranger.context().request().get("/ip-ranges.json", RequestOptions.create().setHeader("If-None-Match", ranges.headers().get("etag")));
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(stranger.context().request().post("/ip-ranges.json").status()).isEqualTo(405);
        assertThat(stranger.context().cookies()).isEmpty();
    }

    @Test
    void showsAdminsWhetherTheOtherRegionCanBeReachedAndOthersTheRangesOnly(Browser admin, Browser person) {
        Page page = ConsolePage.open(admin, Account.ADA).page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("IP ranges")).click();
        assertThat(page.getByText("198.51.100.0/24")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Look now")).click();
        assertThat(page.getByText("All endpoints are being looked at")).isVisible();
        Locator row = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("hr.example.test"));
        page.waitForCondition(() -> {
            page.reload();
            return row.textContent().contains("It answers");
        }, PATIENCE);
        assertThat(row).containsText("/demo/us-west");
        Axe.assertAccessible(page);

        Page theirs = person.open("/sign-in.xhtml");
        theirs.getByLabel("Username").fill(Account.EVE.username());
        theirs.getByLabel("Password").fill(Account.EVE.password());
        theirs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        assertThat(theirs.getByRole(AriaRole.NAVIGATION)).isVisible();
        person.open("/ip-ranges.xhtml");
        assertThat(theirs.getByText("198.51.100.0/24")).isVisible();
        assertThat(theirs.locator("html")).not().containsText("/demo/us-west");
        Axe.assertAccessible(theirs);
    }
}
