package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** The System Log as somebody works with it who may do nothing else, on the EAR that ships. */
@UiTest
class LogPageUiIT {

    private static Page rita(Browser browser, String next) {
        Page page = browser.open("/sign-in.xhtml");
        page.getByLabel("Username").fill("rita");
        page.getByLabel("Password").fill("demo-only-weathervane");
        button(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.NAVIGATION).first()).isVisible();
        return browser.open(next);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator events(Page page) {
        return page.locator(".log-event");
    }

    @Test
    void filtersInTheLanguageOfTheApiAndShowsWhereItFails(Browser browser) {
        Page page = rita(browser, "/log/index.xhtml");
        page.getByText("More to search by").click();
        page.locator("#filter").fill("actor.alternateId eq rita");
        button(page, "Show events").click();

        assertThat(page.getByText("at position 21")).isVisible();
        assertThat(page.locator(".log-fault mark")).hasText("rita");
        Axe.assertAccessible(page);

        page.locator("#filter").fill("actor.alternateId eq \"rita\" and eventType eq \"user.session.start\"");
        button(page, "Show events").click();
        assertThat(events(page).first()).containsText("User sign-in");
        page.getByText("By event type, actor and outcome").click();
        assertThat(page.locator("section[aria-labelledby=by-type] li")).hasCount(1);
    }

    @Test
    void buildsAFilterOfRowsAndNarrowsByValuesAndCounts(Browser browser) {
        Page page = rita(browser, "/log/index.xhtml?range=24h&q=user");
        page.getByText("Build a filter").click();
        page.getByLabel("Field").first().selectOption("actor.alternateId");
        page.getByLabel("Operator").first().selectOption("sw");
        page.getByLabel("Value").first().fill("rit");
        button(page, "Use these rows").click();

        assertThat(page).hasURL(Pattern.compile(".*filter=actor.alternateId\\+sw\\+%22rit%22.*"));
        assertThat(page).hasURL(Pattern.compile(".*range=24h.*q=user.*"));
        assertThat(page.locator("#filter")).hasValue("actor.alternateId sw \"rit\"");

        page.getByText("By event type, actor and outcome").click();
        page.locator("section[aria-labelledby=by-outcome]").getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Success")).click();
        assertThat(page).hasURL(Pattern.compile(".*outcome=SUCCESS.*"));
        events(page).first().locator("summary").click();
        events(page).first().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("INFO")).click();
        assertThat(page.locator("#filter")).hasValue("actor.alternateId sw \"rit\" and severity eq \"INFO\"");

        page.locator(".log-columns a:has(.log-good:not([height='0']))").last().click();
        assertThat(page).hasURL(Pattern.compile(".*from=.*to=.*"));
        assertThat(events(page).first()).isVisible();
        link(page, "Link to this view").click();
        assertThat(events(page).first()).isVisible();
    }

    @Test
    void goesFromEventToEventByKeys(Browser browser) {
        Page page = rita(browser, "/log/index.xhtml?q=sign-in");
        Locator first = events(page).nth(0);
        first.locator("summary").focus();
        page.keyboard().press("ArrowRight");
        assertThat(first).hasAttribute("open", "");
        page.keyboard().press("ArrowLeft");
        assertThat(first.locator(".log-details")).isHidden();
        page.keyboard().press("End");
        assertThat(events(page).last().locator("summary")).isFocused();
        page.keyboard().press("Home");
        assertThat(first.locator("summary")).isFocused();
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().type("/jk");
        assertThat(page.locator("#q")).hasValue("/jk");
        page.getByText("Keys", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.getByText("From an event to the text to search for")).isVisible();
        Axe.assertAccessible(page);
    }

    @Test
    void showsTimesInTheZoneThatIsChosenAndRemembersIt(Browser browser) {
        Page page = rita(browser, "/log/index.xhtml");
        page.getByText("More to search by").click();
        page.getByLabel("Time zone").selectOption("Asia/Tokyo");
        button(page, "Show events").click();
        assertThat(events(page).first().locator("time").first()).containsText("+09:00");

        browser.open("/log/index.xhtml");
        assertThat(page.getByLabel("Time zone")).hasValue("Asia/Tokyo");
        browser.open("/log/index.xhtml?q=sign-in");
        assertThat(page.getByLabel("Time zone")).hasValue("UTC");
    }

    @Test
    void keepsASearchUnderANameAndDeletesIt(Browser browser) {
        Page page = rita(browser, "/log/index.xhtml?outcome=SUCCESS&q=sign-in");
        link(page, "Save this search").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(false)).first().fill("Sign-ins that went well");
        button(page, "Save search").click();
        assertThat(page.getByText("The search is saved as Sign-ins that went well.")).isVisible();
        Axe.assertAccessible(page);

        browser.open("/log/index.xhtml");
        link(page, "Sign-ins that went well").click();
        assertThat(page).hasURL(Pattern.compile(".*outcome=SUCCESS.*"));

        browser.open("/log/searches.xhtml");
        button(page, "Delete Sign-ins that went well").click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.CHECKBOX).check();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true)).click();
        assertThat(page.getByText("Nobody has saved a search")).isVisible();
    }

    @Test
    void preparesAnExportInTheBackgroundAndDownloadsIt(Browser browser) throws IOException {
        Page page = rita(browser, "/log/index.xhtml?type=user.session.start");
        link(page, "Export").click();
        button(page, "Prepare JSON Lines").click();
        assertThat(page.locator("#mine").getByText("Ready", new Locator.GetByTextOptions().setExact(true)))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
        Axe.assertAccessible(page);

        Download download = page.waitForDownload(() -> page.locator("#mine").getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Download")).click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(download.suggestedFilename()).matches("system-log-.*\\.jsonl");
        assertThat(lines).isNotEmpty().allMatch(line -> line.startsWith("{\"actor\":{") && line.contains("\"eventType\":\"user.session.start\""));

        page.locator("#mine").getByRole(AriaRole.BUTTON).filter(new Locator.FilterOptions().setHasText("Discard")).click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.CHECKBOX).check();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Discard").setExact(true)).click();
        assertThat(page.getByText("The export is discarded.")).isVisible();
        browser.open("/log/index.xhtml?type=system.log.export&actor=rita");
        assertThat(events(page).first()).containsText("System Log exported");
    }
}
