package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.dradmin.test.Axe.assertAccessible;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.dradmin.test.Browser;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** Signing in, again and out, the dashboard, and the early access feature, as people see them. */
@UiTest
class SignInUiIT {

    private static final String ADA = "demo-only-lighthouse";

    private static void signIn(Page page, String username, String password) {
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        button(page, "Sign in").click();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator link(Page page, String name) {
        return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void leadsFromTheSignInPageByTheTileToTheSecondSignIn(Browser browser) {
        Page page = browser.open("/");
        assertAccessible(page);
        signIn(page, "ada", "wrong");
        assertThat(page.getByText("The username or the password is not right.")).isVisible();
        assertAccessible(page);

        signIn(page, "ada", ADA);
        assertThat(heading(page, "End-User Dashboard")).isVisible();
        assertThat(link(page, "Payroll")).containsText("US East");
        assertAccessible(page);

        link(page, "Disaster Recovery Admin Asks").click();
        assertThat(page.getByText("Sign in again to open Disaster Recovery Admin.")).isVisible();
        assertThat(page.getByText("has run out")).isHidden();
        assertAccessible(page);
        page.navigate("/step-up.xhtml?notice=ended");
        assertThat(page.getByText("Your second sign-in has run out.")).isVisible();
        assertAccessible(page);
    }

    @Test
    void showsNoTileToAPersonWithoutTheRightAndSaysWhyAtTheUrl(Browser browser) {
        browser.tolerate("403");
        Page page = browser.open("/");
        signIn(page, "eve", "demo-only-clocktower");
        assertThat(link(page, "Payroll")).isVisible();
        assertThat(link(page, "Disaster Recovery Admin Asks")).hasCount(0);

        page.navigate("/console/index.xhtml");
        assertThat(page.getByText("You do not hold the permission Manage disaster recovery.")).isVisible();
        assertAccessible(page);
    }

    @Test
    void goesOnWherePeopleWereAfterTheirSessionEnded(Browser browser) {
        Page page = browser.open("/settings/features.xhtml");
        signIn(page, "ada", ADA);
        assertThat(heading(page, "Features")).isVisible();

        browser.context().clearCookies(new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName("dr-session"));
        button(page, "Switch off").first().click();
        assertThat(heading(page, "Sign in")).isVisible();
        signIn(page, "ada", ADA);
        assertThat(heading(page, "Features")).isVisible();
    }

    @Test
    void takesTileAndConsoleAwayFromEverybodyWhileTheFeatureIsOff(Browser adas, Browser graces) {
        graces.tolerate("403");
        Page grace = graces.open("/");
        signIn(grace, "grace", "demo-only-waterwheel");
        assertThat(link(grace, "Disaster Recovery Admin Asks")).isVisible();

        Page ada = adas.open("/settings/features.xhtml");
        signIn(ada, "ada", ADA);
        assertAccessible(ada);
        turn(ada, "off");
        try {
            grace.reload();
            assertThat(link(grace, "Payroll")).isVisible();
            assertThat(link(grace, "Disaster Recovery Admin Asks")).hasCount(0);
            grace.navigate("/console/index.xhtml");
            assertThat(grace.getByText("The early access feature Enhanced Disaster Recovery self-service is off.")).isVisible();
        } finally {
            turn(ada, "on");
        }
        grace.navigate("/dashboard/index.xhtml");
        assertThat(link(grace, "Disaster Recovery Admin Asks")).isVisible();
    }

    /** Also that the button of the dialog is dead until the box is ticked. */
    private static void turn(Page page, String to) {
        button(page, "Switch " + to).first().click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator confirm = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Switch " + to));
        assertThat(confirm).isDisabled();
        dialog.getByRole(AriaRole.CHECKBOX).check();
        assertThat(confirm).isEnabled();
        confirm.click();
        assertThat(page.getByText("Enhanced Disaster Recovery self-service is " + to + ".")).isVisible();
        assertThat(dialog).isHidden();
    }

    @Test
    void refusesAShortPasswordWithTheReason(Browser browser) {
        Page page = browser.open("/password.xhtml");
        signIn(page, "eve", "demo-only-clocktower");
        assertThat(heading(page, "Change your password")).isVisible();
        assertAccessible(page);
        page.getByLabel("Current password").fill("demo-only-clocktower");
        page.getByLabel(Pattern.compile("New password ?At least")).fill("short");
        page.getByLabel("New password again").fill("short");
        button(page, "Change password").click();
        assertThat(page.getByText("The new password is too short")).isVisible();
    }

    @Test
    void signsOut(Browser browser) {
        Page page = browser.open("/");
        signIn(page, "ada", ADA);
        page.locator(".user").click();
        button(page, "Sign out").click();
        assertThat(page.getByText("You are signed out.")).isVisible();
        page.goBack();
        assertThat(heading(page, "Sign in")).isVisible();
    }
}
