package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.GRACE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.HeldConnector;
import org.dradmin.test.Installation;
import org.dradmin.test.PlanPage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** What people decide before an operation and while it runs, by click: on a plan with groups, waiting and a manual step. */
@UiTest(Installation.HELD)
class DecisionsUiIT {

    private static final String PLAN = """
            {"connectors": {"ask-grace": {"type": "manual", "settings": {"person": "grace", "instructions": "Power the rack down."}}},
             "failover": [
               {"name": "Traffic", "steps": [{"name": "Front door", "connector": "front-door"},
                                             {"name": "Held line", "connector": "held", "waitMinutes": 30}]},
               {"name": "By hand", "connector": "ask-grace", "organization": true}],
             "failback": [{"name": "Front door back", "connector": "front-door"}]}""";

    /** Runs on {@link #PLAN} and leaves the plan and the organization as they were. */
    private static void onThePlan(Browser browser, DeployedServer server, ThrowingTest test) throws IOException {
        PlanPage plan = PlanPage.open(browser, ADA);
        String before = plan.text().inputValue();
        plan.save(PLAN, "For decisions");
        Path fail = server.data().resolve(HeldConnector.FAIL);
        try {
            test.run(fail);
        } finally {
            Files.deleteIfExists(fail);
            home(browser);
            PlanPage.open(browser, ADA).save(before, "As before");
        }
    }

    /** A test that failed in the middle leaves nothing to those after it. */
    private static void home(Browser browser) {
        ConsolePage console = ConsolePage.open(browser, ADA);
        Locator cancel = console.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel it"));
        if (cancel.count() > 0) {
            cancel.click();
            console.dialog("Cancel").getByLabel("Why it is cancelled").fill("The test is over.");
            button(console.dialog("Cancel"), "Cancel the operation").click();
            assertThat(console.region("Failover has ended")).isVisible();
        }
        Locator failback = console.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Initiate failback"));
        if (failback.count() > 0) {
            console.carryOut("Failback", "Not failed over");
        }
    }

    private interface ThrowingTest {
        void run(Path fail) throws IOException;
    }

    private static Locator decide(ConsolePage console) {
        return console.region("What can be done now");
    }

    private static Locator button(Locator where, String name) {
        return where.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    /** A failover whose held line fails for two domains and waits. */
    private static ConsolePage failing(Browser browser, Path fail) throws IOException {
        ConsolePage console = ConsolePage.open(browser, ADA);
        Files.write(fail, List.of("files.example.test", "hr.example.test"));
        console.prepare("Failover");
        console.confirm("Failover").click();
        assertThat(decide(console)).containsText("Held line");
        assertThat(decide(console)).containsText("The line is dead.");
        return console;
    }

    @Test
    void triesAFailedStepAgainAndWaitsForTheNamedPerson(Browser first, Browser second, DeployedServer server) throws IOException {
        onThePlan(first, server, fail -> {
            ConsolePage ada = failing(first, fail);
            assertThat(decide(ada)).containsText("waits for a decision until");
            assertThat(ada.region("Failover is running")).containsText("It waits for a decision about Held line.");
            assertThat(ada.region("Failover is running")).containsText("2 steps side by side");
            Axe.assertAccessible(ada.page());
            Files.delete(fail);
            button(decide(ada), "Try again: Held line").click();
            assertThat(decide(ada)).containsText("grace is asked: Power the rack down.");
            assertThat(button(decide(ada), "Confirm: By hand")).hasCount(0);

            ConsolePage grace = ConsolePage.open(second, GRACE);
            button(decide(grace), "Confirm: By hand").click();
            Locator dialog = grace.dialog("Confirm a step");
            Axe.assertAccessible(grace.page());
            button(dialog, "Confirm").click();
            assertThat(dialog).containsText("Without words nothing is done.");
            dialog.getByLabel("What you did or saw").fill("The rack is dark.");
            button(dialog, "Confirm").click();
            grace.shows("Failed over");

            ada.shows("Failed over");
            ada.history().first().getByRole(AriaRole.LINK).click();
            Page page = ada.page();
            assertThat(ada.region("Facts")).containsText(Pattern.compile("Mode.*lanned", Pattern.DOTALL));
            assertThat(ada.region("Progress")).containsText("Decided by Ada Marsh");
            Locator proof = ada.region("Proof");
            proof.locator("summary").filter(new Locator.FilterOptions().setHasText("By hand")).click();
            assertThat(proof).containsText("Confirmed by Grace Okafor: The rack is dark.");
            Axe.assertAccessible(page);
            Download download = page.waitForDownload(() -> proof.getByRole(AriaRole.LINK).click());
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(download.path()));
            assertThat(json.path("state").asText()).isEqualTo("SUCCEEDED");
            assertThat(json.path("domains")).hasSize(5);
            assertThat(json.path("steps").toString()).contains("The rack is dark.");
            page.goBack();
            ada.carryOut("Failback", "Not failed over");
        });
    }

    @Test
    void leavesAStepOutWithWords(Browser browser, DeployedServer server) throws IOException {
        onThePlan(browser, server, fail -> {
            ConsolePage console = failing(browser, fail);
            for (String step : new String[] {"Held line", "By hand"}) {
                button(decide(console), "Leave out: " + step).click();
                Locator dialog = console.dialog("Leave a step out");
                assertThat(dialog).containsText(step);
                dialog.getByLabel("Why it may be left out").fill("Somebody else sees to it.");
                button(dialog, "Leave out").click();
                assertThat(dialog).isHidden();
            }
            console.shows("Failed over");
            assertThat(console.region("Failover has ended")).containsText("Left out by Ada Marsh: Somebody else sees to it.");
            console.carryOut("Failback", "Not failed over");
        });
    }

    @Test
    void cancelsAndRollsBack(Browser browser, DeployedServer server) throws IOException {
        onThePlan(browser, server, fail -> {
            ConsolePage console = failing(browser, fail);
            button(decide(console), "Cancel it").click();
            Locator cancel = console.dialog("Cancel");
            assertThat(cancel).containsText("What has been done stays");
            cancel.getByLabel("Why it is cancelled").fill("Wrong day");
            button(cancel, "Cancel the operation").click();
            assertThat(console.region("Failover has ended")).containsText("Cancelled");
            assertThat(console.region("Failover has ended")).containsText("Wrong day");
            Files.delete(fail);
            console.carryOut("Failback", "Not failed over");

            failing(browser, fail);
            Files.delete(fail);
            button(decide(console), "Roll back").click();
            Locator rollBack = console.dialog("Roll back");
            assertThat(rollBack).containsText("promoted database is never rolled back");
            Axe.assertAccessible(console.page());
            rollBack.getByLabel("Why it is rolled back").fill("The primary is well again");
            button(rollBack, "Roll the operation back").click();
            console.shows("Not failed over");
            assertThat(console.history().first()).containsText("Rolled back");
            assertThat(console.region("Failover has ended")).containsText("What is named as not undone stays as it is");
        });
    }

    @Test
    void recommendsAModeAndShowsTheChangesAndNeverOverridesAChoice(Browser browser, DeployedServer server) throws IOException {
        onThePlan(browser, server, fail -> {
            ConsolePage console = ConsolePage.open(browser, ADA);
            console.initiate("Failover").click();
            Locator dialog = console.dialog("Failover");
            assertThat(dialog).containsText("Recommended: Planned");
            Locator planned = dialog.getByRole(AriaRole.RADIO).nth(1);
            assertThat(planned).isChecked();
            dialog.getByText("Exactly what will be sent").click();
            assertThat(dialog).containsText("/go/portal.example.test -> ");
            assertThat(dialog).containsText("Is asked by mail and on the console: Power the rack down.");
            Axe.assertAccessible(console.page());
            dialog.getByRole(AriaRole.RADIO).first().check();
            assertThat(dialog).containsText("Looking");
            assertThat(dialog).containsText("Recommended: Planned");
            assertThat(dialog.getByRole(AriaRole.RADIO).first()).isChecked();
            dialog.getByText("Something is refused, and I take it upon myself").click();
            dialog.getByLabel("Why it may be done all the same").fill("I saw it burn");
            console.page().setViewportSize(400, 800);
            console.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            console.fitsItsScreen();
            Axe.assertAccessible(console.page());
        });
    }
}
