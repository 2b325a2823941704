package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.test.Account;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** The first page of all, on the EAR that ships. */
@UiTest
class SignInPageUiIT {

    @Test
    void asksAStrangerToSignInAndKeepsWhereHeWanted(Browser stranger) {
        Page page = stranger.open("/log/index.xhtml");

        assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/sign-in\\.xhtml\\?next=.*"));
        assertThat(page.getByLabel("Username")).isVisible();
        Axe.assertAccessible(page);
    }

    @Test
    void bringsBackWhatWasTypedWhenTheSessionHadEnded(Browser admin) {
        ConsolePage console = ConsolePage.open(admin, Account.ADA);
        Page page = admin.open("/settings/region.xhtml");
        page.locator("[id='form:name']").fill("Typed and not saved");
        Page other = admin.context().newPage();
        other.navigate("/dashboard/index.xhtml");
        other.locator(".user").click();
        other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out").setExact(true)).click();
        other.waitForURL("**/sign-in.xhtml*");

        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save").setExact(true)).click();
        assertThat(page.getByText("Your session has ended.")).isVisible();
        assertThat(asked).as("what the browser asked").isEmpty();
        console.signIn(Account.ADA);
        assertThat(page.getByText("What you had typed is back. It is not saved yet.")).isVisible();
        assertThat(page.locator("[id='form:name']")).hasValue("Typed and not saved");
        Axe.assertAccessible(page);

        admin.open("/settings/region.xhtml");
        // It comes back once.
        assertThat(page.locator("[id='form:name']")).hasValue("");
    }

    @Test
    void fitsANarrowScreenInTheDark(Browser stranger) {
        Page page = stranger.page();
        page.setViewportSize(400, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
        stranger.open("/sign-in.xhtml");

        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
        Axe.assertAccessible(page);
    }
}
