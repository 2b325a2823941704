package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.GRACE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.SettingsForm;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** Settings: regions, protected domains, applications and the organization's name, and what guards their forms. */
@UiTest(org.dradmin.test.Installation.MICRO)
class SettingsUiIT {

    private static final String NASTY = "Häfen & \"Täler\" =1+1 <b>東京</b>";

    @Test
    void setsUpARegionADomainAndATileAndTakesThemAwayAgain(Browser admin) {
        SettingsForm form = SettingsForm.open(admin, ADA, "region.xhtml");
        form.fill("code", "us-north").fill("name", NASTY).fill("ipRanges", "198.51.100.0/24\n2001:DB8::1/32").save();
        assertThat(form.fault("ipRanges")).containsText("the range is 2001:db8::/32");
        assertThat(form.field("name")).hasValue(NASTY);
        assertThat(form.field("ipRanges")).hasValue("198.51.100.0/24\n2001:DB8::1/32");
        Axe.assertAccessible(form.page());
        form.fill("ipRanges", "198.51.100.0/24\n2001:DB8::/32").saved();
        assertThat(form.field("ipRanges")).hasValue("198.51.100.0/24\n2001:db8::/32");

        String east = form.go("domain.xhtml?name=portal.example.test").field("primaryEndpoint").inputValue();
        form.go("domain.xhtml").fill("name", "x".repeat(300)).save();
        assertThat(form.fault("name")).containsText("at most 255");
        assertThat(form.field("name")).isFocused();
        assertThat(form.field("primaryRegion")).hasAttribute("aria-invalid", "true");
        form.fill("name", "new.example.test");
        form.field("primaryRegion").selectOption("us-north");
        form.fill("primaryEndpoint", east).field("recoveryRegion").selectOption("us-west");
        form.fill("recoveryEndpoint", "https://127.0.0.1:9/");
        form.field("isDefault").focus();
        assertThat(form.page().locator("#form\\:primaryAnswer .status")).isVisible();
        assertThat(form.page().locator("#form\\:recoveryAnswer .status")).isVisible();
        form.saved();
        SettingsForm application = form.go("application.xhtml").fill("label", NASTY).fill("domain", "nowhere.example.test").fill("path", "/payroll/").save();
        assertThat(application.fault("domain")).containsText("no protected domain of this name");
        application.fill("domain", "new.example.test").saved();
        Locator tile = admin.open("/dashboard/index.xhtml").locator(".tile").filter(new Locator.FilterOptions().setHasText(NASTY));
        String way = tile.getAttribute("href");
        // The front door knows of a new domain within a second; until then it answers 404, which is no fault of the page.
        String there = URI.create(admin.page().url()).resolve(way).toString();
        admin.page().waitForCondition(() -> admin.page().request().get(there).ok());
        admin.page().navigate(there);
        assertThat(admin.page().getByText("You are in US East")).isVisible();

        form.go("domains.xhtml").delete("new.example.test");
        assertThat(form.message()).containsText("applications of the dashboard open on new.example.test: " + NASTY);
        form.go("applications.xhtml").button("Move " + NASTY + " up").click();
        assertThat(form.page().locator("tbody tr").nth(4)).containsText(NASTY);
        form.delete(NASTY);
        form.go("regions.xhtml").delete(NASTY);
        assertThat(form.message()).containsText("1 protected domain has the region");
        form.go("domains.xhtml").delete("new.example.test");
        assertThat(form.message()).containsText("is deleted");
        form.go("regions.xhtml").delete(NASTY);
        assertThat(form.message()).containsText("is deleted");
        assertThat(form.page().locator("tbody tr")).hasCount(2);
        String log = admin.context().request().get("/log/export.csv?type=system.domain.delete").text();
        assertThat(log).contains("new.example.test").contains("Primary region: us-north");
    }

    @Test
    void setsSessionTimesWithinTheServersLimitsAndSaysAllThatIsWrongAtOnce(Browser admin) {
        SettingsForm form = SettingsForm.open(admin, ADA, "sessions.xhtml");
        form.fill("idleMinutes", "31").fill("lifetimeMinutes", "4").fill("stepUpMinutes", "16").save();
        assertThat(form.fault("idleMinutes")).containsText("This server allows 30 minutes at most");
        assertThat(form.fault("lifetimeMinutes")).containsText("at least 5 minutes");
        assertThat(form.fault("stepUpMinutes")).containsText("This server allows 15 minutes at most");
        assertThat(form.field("idleMinutes")).hasValue("31");
        assertThat(form.field("lifetimeMinutes")).hasValue("4");
        Axe.assertAccessible(form.page());
        form.fill("idleMinutes", "20").fill("lifetimeMinutes", "").fill("stepUpMinutes", "soon").save();
        assertThat(form.fault("stepUpMinutes")).containsText("Give a whole number of minutes, or nothing.");
        try {
            form.fill("stepUpMinutes", "10").saved();
            assertThat(form.page().locator(".facts")).containsText(Pattern.compile("20 minutes.*12 hours.*10 minutes", Pattern.DOTALL));
            assertThat(form.field("idleMinutes")).hasValue("20");
            admin.open("/settings/file.xhtml");
            assertThat(admin.context().request().get("/settings/organization.json").text()).contains("\"idleMinutes\" : 20", "\"stepUpMinutes\" : 10");
        } finally {
            form.go("sessions.xhtml").fill("idleMinutes", "").fill("lifetimeMinutes", "").fill("stepUpMinutes", "").saved();
        }
        assertThat(form.page().locator(".facts")).containsText("30 minutes");
        assertThat(admin.context().request().get("/log/export.csv?type=system.session_times.update").text()).contains("as long as the server allows", "20 minutes");
    }

    @Test
    void showsTheSecondAdminWhatTheFirstChangedAndKeepsWhatSheTyped(Browser first, Browser second) {
        SettingsForm ada = SettingsForm.open(first, ADA, "organization.xhtml");
        SettingsForm grace = SettingsForm.open(second, GRACE, "organization.xhtml");
        ada.fill("name", "Harbour & Vale").saved();
        grace.fill("name", "Harbor, Vale & Sons").save();
        try {
            assertThat(grace.message()).containsText("Nothing was changed");
            assertThat(grace.page().getByText("Name: was Harbor & Vale, is now Harbour & Vale.").last()).isVisible();
            assertThat(grace.field("name")).hasValue("Harbor, Vale & Sons");
            Axe.assertAccessible(grace.page());
            grace.button("Keep what I typed, to save it over that").click();
            assertThat(grace.button("Keep what I typed, to save it over that")).hasCount(0);
            grace.saved();
            grace.page().reload();
            assertThat(grace.page().locator(".org")).containsText("Harbor, Vale & Sons");
        } finally {
            grace.go("organization.xhtml").fill("name", "Harbor & Vale").saved();
        }
    }

    @Test
    void asksBeforeLeavingSomethingUnsavedAndOnlyThen(Browser admin) {
        SettingsForm form = SettingsForm.open(admin, ADA, "region.xhtml?code=us-east");
        Page page = form.page();
        List<String> asked = new ArrayList<>();
        AtomicBoolean stays = new AtomicBoolean(true);
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            if (stays.get()) {
                dialog.dismiss();
            } else {
                dialog.accept();
            }
        });
        form.fill("name", "Nearer");
        leave(page);
        assertThat(form.field("name")).hasValue("Nearer");
        assertThat(asked).containsExactly("beforeunload");

        form.fill("ipRanges", "nonsense").save();
        assertThat(form.fault("ipRanges")).isVisible();
        leave(page);
        assertThat(form.field("name")).hasValue("Nearer");
        assertThat(asked).as("what was refused is not saved").hasSize(2);

        stays.set(false);
        form.go("region.xhtml?code=us-east");
        asked.clear();
        String name = form.field("name").inputValue();
        form.fill("name", name + " 2").saved();
        form.fill("name", name).saved();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All regions")).click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Regions");
        assertThat(asked).isEmpty();
    }

    private static void leave(Page page) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All regions")).click();
    }
}
