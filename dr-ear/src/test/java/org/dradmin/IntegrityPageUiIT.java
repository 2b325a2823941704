package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.test.Account;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.Build;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** System Log &gt; Integrity and Settings &gt; System Log, on the EAR that ships, up to an auditor's own verification. */
@UiTest
class IntegrityPageUiIT {

    @TempDir
    private Path folder;

    @Test
    void verifiesTheLogAndHandsOutWhatProvesItElsewhere(Browser admin, DeployedServer server) throws Exception {
        Page page = ConsolePage.open(admin, Account.ADA).page();
        admin.open("/log/integrity.xhtml");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Integrity of the System Log");
        // The first seal comes within a minute of the first event.
        page.waitForCondition(() -> {
            page.reload();
            return page.locator("[id='integrity:sealTable'] tbody tr").count() > 1;
        }, new Page.WaitForConditionOptions().setTimeout(75_000));
        button(page, "Verify now").click();
        assertThat(page.locator("[id='integrity:checkTable'] tbody tr").first()).containsText("Nothing wrong", new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        assertThat(page.getByText("As it was written")).isVisible();
        assertThat(button(page, "Verify now")).isEnabled();
        Axe.assertAccessible(page);
        page.setViewportSize(400, 800);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();

        Path key = saved(page.waitForDownload(() -> page.getByText("Public key", new Page.GetByTextOptions().setExact(true)).click()), "key.pem");
        Path seals = saved(page.waitForDownload(() -> page.getByText("Seals", new Page.GetByTextOptions().setExact(true)).click()), "seals.jws");
        Path links = saved(page.waitForDownload(() -> page.getByText("Download links").click()), "links.jsonl");
        assertThat(Files.readString(links)).doesNotContain("uuid");
        assertThat(verify(links, seals, key)).as("links alone hold no event, and contradict no seal").isEqualTo(2);
        Path events = Files.write(folder.resolve("events.jsonl"), page.context().request().get("/log/export.jsonl").body());
        assertThat(verify(events, seals, key)).as(this::said).isIn(0, 2);
        assertThat(said()).contains("seals are good", "without a gap").doesNotContain("WRONG");
        Files.writeString(events, Files.readString(events).replaceFirst("\"SUCCESS\"", "\"FAILURE\""));
        assertThat(verify(events, seals, key)).as(this::said).isEqualTo(1);
        assertThat(new ApiCaller(server).send("GET", "/log/seals.jws", null).body()).as("to strangers").doesNotContain("eyJ");
    }

    @Test
    void keepsAndHoldsTheLogAsASuperAdminDecides(Browser admin) {
        Page page = ConsolePage.open(admin, Account.ADA).page();
        admin.open("/settings/log.xhtml");
        Locator days = page.locator("[id='log:days']");
        assertThat(days).hasValue("2557");
        days.fill("29");
        button(page, "Change retention").click();
        assertThat(page.locator("[id='log:daysMessage']")).containsText("from 30 to 36,500");
        assertThat(days).isFocused();
        keep(page, "3000");
        assertThat(page.locator(".messages .banner")).containsText("kept for 3000 days");
        keep(page, "2557");
        assertThat(page.locator(".messages .banner")).containsText("kept for 2557 days");

        button(page, "Set a legal hold").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX)).isFocused();
        page.keyboard().press("Escape");
        assertThat(button(page, "Set a legal hold")).isFocused();
        button(page, "Set a legal hold").click();
        assertThat(page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX)).isFocused();
        page.evaluate("() => { PF('hold').hide(); document.getElementById('log:days').focus(); return new Promise(done => setTimeout(done, 300)); }");
        // Who is quicker than a closing dialog keeps the focus.
        assertThat(days).isFocused();
        button(page, "Set a legal hold").click();
        order(page, "Set a legal hold", "Why events are held", "Lawsuit <b>7</b>", "Set");
        assertThat(page.getByText("A legal hold holds.")).isVisible();
        Axe.assertAccessible(page);
        button(page, "Lift: Lawsuit <b>7</b>").click();
        order(page, "Lift a legal hold", "Why it is lifted", "Settled", "Lift");
        assertThat(page.getByText("A legal hold holds.")).hasCount(0);

        String before = page.locator("code.wrap").first().textContent();
        button(page, "Renew key").click();
        agree(page, "Renew the key", "Renew");
        assertThat(page.locator(".messages .banner")).containsText("The key is renewed");
        assertThat(page.locator("code.wrap").first()).not().hasText(before);
        admin.open("/log/index.xhtml?type=system.log.hold.lift");
        assertThat(page.locator(".log-what").first()).containsText("Legal hold on the System Log lifted");
    }

    private static void keep(Page page, String days) {
        page.locator("[id='log:days']").fill(days);
        button(page, "Change retention").click();
        agree(page, "Change the retention", "Change");
    }

    private static void agree(Page page, String title, String confirm) {
        Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title));
        dialog.getByRole(AriaRole.CHECKBOX).check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(confirm).setExact(true)).click();
        assertThat(dialog).isHidden();
    }

    private static void order(Page page, String title, String label, String words, String confirm) {
        Locator dialog = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title));
        dialog.getByLabel(label).fill(words);
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(confirm).setExact(true)).click();
        assertThat(dialog).isHidden();
    }

    private Path saved(Download download, String name) {
        Path file = folder.resolve(name);
        download.saveAs(file);
        return file;
    }

    /** With the command of the distribution, in a process of its own. */
    private int verify(Path events, Path seals, Path key) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                Build.TARGET.resolve("dr-verify.jar").toString(), events.toString(), "--seals", seals.toString(), "--key", key.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("verify.txt").toFile()).start();
        return process.waitFor();
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("verify.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
