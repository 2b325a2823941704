package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
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
    void fitsANarrowScreenInTheDark(Browser stranger) {
        Page page = stranger.page();
        page.setViewportSize(400, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
        stranger.open("/sign-in.xhtml");

        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
        Axe.assertAccessible(page);
    }
}
