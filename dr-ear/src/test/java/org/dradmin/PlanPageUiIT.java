package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.GRACE;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.Installation;
import org.dradmin.test.PlanPage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** The recovery plan's page; each test leaves the plan as it found it. */
@UiTest(Installation.HELD)
class PlanPageUiIT {

    private static final String PLAN = """
            {"connectors": {"ask-grace": {"type": "manual", "settings": {"person": "grace", "instructions": "Look at it."}}},
             "failover": [{"name": "Traffic", "steps": [{"name": "Door", "connector": "front-door", "passUnreachable": true},
                                                        {"name": "By hand", "connector": "ask-grace", "organization": true, "waitMinutes": 5}]}],
             "failback": [{"name": "Door back", "connector": "front-door"}]}""";

    @Test
    void savesAVersionShowsItAndRestoresTheOldOne(Browser browser) throws IOException {
        PlanPage plan = PlanPage.open(browser, ADA);
        Axe.assertAccessible(plan.page());
        String before = plan.text().inputValue();
        String old = plan.region("Version").first().getByRole(AriaRole.HEADING).textContent().replaceAll("\\D", "");
        plan.save(PLAN, "A person looks at it");
        assertThat(plan.region("Failover")).containsText("side by side");
        assertThat(plan.region("Failover")).containsText("A failure waits 5 min for a decision");
        assertThat(plan.region("Connectors it sets up")).containsText("Look at it.");
        assertThat(plan.region("Versions").locator("tbody tr").first()).containsText("A person looks at it");
        Axe.assertAccessible(plan.page());
        Download download = plan.page().waitForDownload(() -> plan.page().getByText("Download as JSON").click());
        assertThat(new ObjectMapper().readTree(Files.readAllBytes(download.path())).at("/connectors/ask-grace/type").asText()).isEqualTo("manual");

        plan.region("Versions").getByText("Version " + old, new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(plan.page().getByText("This is not the plan that counts.")).isVisible();
        plan.region("Versions").locator("tbody tr").first().getByText("with it").click();
        assertThat(plan.region("Version .* compared with version")).containsText("\"Look at it.\"");
        assertThat(plan.page().locator(".line-removed", new Page.LocatorOptions().setHasText("ask-grace")).first()).isVisible();
        Axe.assertAccessible(plan.page());
        plan.button("Restore it").click();
        Locator dialog = plan.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Restore a version"));
        dialog.getByLabel("Why it is restored").fill("Enough looked");
        dialog.getByText("Restore as a new version").last().click();
        assertThat(plan.message()).containsText("is saved, and counts");
        assertThat(plan.text()).hasValue(before);
        assertThat(plan.region("Versions").locator("tbody tr").first()).containsText("Restored from version " + old + ": Enough looked");
    }

    @Test
    void saysWhatIsWrongAtItsPlaceAndLosesNothing(Browser browser) {
        PlanPage plan = PlanPage.open(browser, ADA);
        String wrong = "{\n  \"failover\": [{\"name\": \"Door\", \"connector\": \"no-such\"}],\n  \"failback\": []\n}";
        plan.text().fill(wrong);
        plan.button("Save as a new version").click();
        Locator faults = plan.page().getByRole(AriaRole.ALERT);
        assertThat(faults).containsText("Nothing was saved: 2 faults");
        assertThat(faults).containsText("Line 2, column 46");
        assertThat(faults).containsText("/failover/0/connector");
        assertThat(plan.text()).hasValue(wrong);
        Axe.assertAccessible(plan.page());
        plan.page().setViewportSize(400, 800);
        plan.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat((Boolean) plan.page().evaluate("document.documentElement.scrollWidth <= window.innerWidth")).isTrue();
        Axe.assertAccessible(plan.page());
        plan.button("Throw my text away").click();
        assertThat(faults).hasCount(0);
        assertThat(plan.text()).not().hasValue(wrong);
    }

    @Test
    void takesAFileIntoTheEditorAndNeverSavesOverSomebodyElsesVersion(Browser first, Browser second) {
        PlanPage ada = PlanPage.open(first, ADA);
        PlanPage grace = PlanPage.open(second, GRACE);
        String before = ada.text().inputValue();
        grace.page().getByLabel("A file instead of typing").setInputFiles(new FilePayload("plan.json", "application/json", PLAN.getBytes(StandardCharsets.UTF_8)));
        grace.button("Put it into the editor").click();
        assertThat(grace.text()).hasValue(PLAN);
        // As good as before, so that a failure here leaves no plan that the tests after this one do not know.
        ada.save(before.replaceFirst("\\{", "{ \"connectors\": {\"ask-grace\": {\"type\": \"manual\", \"settings\": {\"person\": \"grace\", \"instructions\": \"x\"}}},"), "Twice");

        grace.button("Save as a new version").click();
        assertThat(grace.message()).containsText("Nothing was saved: Ada Marsh has made version");
        assertThat(grace.text()).hasValue(PLAN);
        grace.page().getByText("My text holds both").click();
        grace.save(before, "As before");
    }
}
