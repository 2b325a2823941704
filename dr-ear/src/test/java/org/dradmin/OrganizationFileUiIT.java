package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.SettingsForm;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** Settings &gt; Organization file, and the test mail. */
@UiTest(org.dradmin.test.Installation.MICRO)
class OrganizationFileUiIT {

    @Test
    void showsWhatAFileWouldChangeAndDoesIt(Browser admin) {
        SettingsForm form = SettingsForm.open(admin, ADA, "file.xhtml");
        Page page = form.page();
        String exported = admin.context().request().get("/settings/organization.json").text();
        assertThat(exported).contains("$argon2id$").doesNotContain("demo-only");

        paste(page, exported);
        assertThat(page.getByText("Nothing is different.")).isVisible();
        paste(page, exported.replace("\"US West\"", "5").replace("\"features\"", "\"feature\""));
        Locator faults = page.getByRole(AriaRole.ALERT);
        assertThat(faults).containsText("2 faults");
        assertThat(faults).containsText("/regions/1/name");
        Axe.assertAccessible(page);

        page.locator("#import\\:pasted").fill("");
        page.locator("#import\\:file").setInputFiles(new FilePayload("changed.json", "application/json",
                exported.replace("\"US West\"", "\"Far <b>west</b>\"").getBytes(StandardCharsets.UTF_8)));
        form.button("Show the differences").click();
        Locator differences = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What changed.json would change"));
        assertThat(differences).containsText("us-west. Name: was US West, is now Far <b>west</b>.");
        Axe.assertAccessible(page);
        apply(form);
        assertThat(form.message()).containsText("The organization is what changed.json says.");
        assertThat(differences).hasCount(0);
        assertThat(form.go("regions.xhtml").page().locator("tbody")).containsText("Far <b>west</b>");

        form.go("file.xhtml");
        paste(page, exported);
        assertThat(page.getByText("was Far <b>west</b>, is now US West.")).isVisible();
        apply(form);
        assertThat(form.message()).containsText("The organization is what (pasted text) says.");
        assertThat(admin.context().request().get("/log/export.csv?type=system.organization.import").text()).contains("is now Far <b>west</b>");
    }

    private static void paste(Page page, String text) {
        page.locator("#import\\:pasted").fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show the differences")).click();
    }

    private static void apply(SettingsForm form) {
        form.button("Import it").click();
        Locator dialog = form.page().getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.CHECKBOX).check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Import").setExact(true)).click();
        assertThat(dialog).isHidden();
    }

    @Test
    void sendsTheCallerATestMailAndTellsWhatBecameOfIt(Browser admin) {
        SettingsForm form = SettingsForm.open(admin, ADA, "mail.xhtml");
        form.button("Send me a test mail").click();
        assertThat(form.page().getByText("The test mail has gone")).isVisible();
        assertThat(form.page().getByText("It was taken for ada.marsh@example.test.")).isVisible();
        assertThat(form.go("sessions.xhtml").page().getByRole(AriaRole.MAIN)).containsText("dr.session.idle");
    }
}
