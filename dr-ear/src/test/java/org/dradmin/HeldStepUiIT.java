package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.GRACE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
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
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** What the console shows while a step lasts: the EAR that ships, with one more connector, which the test holds. */
@UiTest(Installation.HELD)
class HeldStepUiIT {

    @Test
    void showsWhatFailedAndBothWaysOutOfAPartialFailover(Browser browser, DeployedServer server) throws IOException {
        ConsolePage console = ConsolePage.open(browser, ADA);
        Path fail = Files.write(server.data().resolve(HeldConnector.FAIL), List.of("files.example.test", "hr.example.test"));

        console.carryOut("Failover", "Partly failed over (3 of 5 domains)");

        assertThat(console.region("Failover has ended")).containsText("Failed in part");
        assertThat(console.region("Failover has ended")).containsText("initiate failover again");
        Locator results = console.region("Domain by domain").locator("tbody tr");
        assertThat(results.first()).containsText("files.example.test");
        assertThat(results.first()).containsText("Failed at step 2 of 3");
        assertThat(results.first()).containsText("The line is dead.");
        console.page().evaluate("document.querySelector('[id$=resultRows] .host').closest('tr').cells[3].append(' a reason of many words'.repeat(40))");
        assertThat(results.first().locator(".host").boundingBox().height).as("a name of usual length stands in one line").isLessThan(30);
        assertThat(console.region("Protected domains")).containsText("The last operation could not prove where it is served from");
        assertThat(console.initiate("Failover")).isVisible();
        assertThat(console.initiate("Failback")).isVisible();
        Axe.assertAccessible(console.page());

        Files.delete(fail);
        console.carryOut("Failover", "Failed over");
        console.carryOut("Failback", "Not failed over");
    }

    @Test
    void twoWhoPressAtOnceSeeOneOperationHeldAtStepTwoOfThree(Browser first, Browser second, DeployedServer server) throws IOException {
        ConsolePage ada = ConsolePage.open(first, ADA);
        ConsolePage grace = ConsolePage.open(second, GRACE);
        int before = ada.history().count();
        Path hold = Files.createFile(server.data().resolve(HeldConnector.HOLD));
        ada.prepare("Failover");
        grace.prepare("Failover");

        ada.confirm("Failover").dispatchEvent("click");
        grace.confirm("Failover").dispatchEvent("click");

        for (ConsolePage console : new ConsolePage[] {ada, grace}) {
            console.shows("Failing over");
            Locator run = console.region("Failover is running");
            assertThat(run.locator(".progress-label")).hasText("Step 2 of 3: Held line, switching");
            assertThat(run.locator(".step").nth(0)).containsText(Pattern.compile("Step 1 of 3: Front door.*Done", Pattern.DOTALL));
            assertThat(run.locator(".step").nth(1)).containsText(Pattern.compile("Step 2 of 3: Held line.*held.*Switching", Pattern.DOTALL));
            assertThat(run.locator(".step").nth(2)).containsText(Pattern.compile("Step 3 of 3: Front door again.*Waiting", Pattern.DOTALL));
            assertThat(run).containsText("0 of 5 domains moved");
            assertThat(run).containsText("5 moving");
            Locator domains = console.region("Domain by domain").locator("tbody tr");
            assertThat(domains).hasCount(5);
            assertThat(domains.first()).containsText("Moving: step 2 of 3");
            assertThat(console.history()).hasCount(Math.min(ConsolePage.NEWEST, before + 1));
            assertThat(console.history().first()).containsText("Running");
            assertThat(console.history().nth(1).filter(new Locator.FilterOptions().setHasText("Running"))).hasCount(0);
            assertThat(console.initiate("Failover")).hasCount(0);
            assertThat(console.initiate("Failback")).hasCount(0);
            console.fitsItsScreen();
            Axe.assertAccessible(console.page());
        }
        // Either may have come first; the other one is told who did.
        assertThat(ada.message().count() + grace.message().count()).isEqualTo(1);
        String told = ada.message().count() == 1 ? ada.message().textContent() : grace.message().textContent();
        assertThat(told).contains(ada.message().count() == 1 ? GRACE.words() : ADA.words()).contains("started this failover");
        ada.history().first().getByRole(AriaRole.LINK).click();
        assertThat(ada.region("Progress").locator(".progress-label")).hasText("Step 2 of 3: Held line, switching");
        Axe.assertAccessible(ada.page());

        Files.delete(hold);

        assertThat(ada.region("Progress")).containsText("5 of 5 domains moved");
        assertThat(ada.region("Facts")).containsText("Succeeded");
        grace.shows("Failed over");
        assertThat(grace.region("Failover has ended")).containsText("Succeeded");
        assertThat(grace.history()).hasCount(Math.min(ConsolePage.NEWEST, before + 1));

        grace.carryOut("Failback", "Not failed over");
    }
}
