package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dradmin.test.Account;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.Build;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/**
 * Every page there is, as it opens for a super admin: light and dark, wide and narrow, nothing wrong behind it. A page
 * that is added is looked at from its first day.
 */
@UiTest
class EveryPageUiIT {

    private static final Path PAGES = Build.ROOT.resolve("dr-web/src/main/webapp");
    /** What lets nobody stay who is signed in, or is the page of a fault. */
    private static final Set<String> ELSEWHERE = Set.of("/index.xhtml", "/sign-in.xhtml", "/step-up.xhtml", "/problem.xhtml");

    @Test
    void opensAccessiblyInEveryWidthAndColour(Browser admin) throws IOException {
        Page page = ConsolePage.open(admin, Account.ADA).page();
        Deque<String> open = new ArrayDeque<>(pages());
        Set<String> details = new HashSet<>();
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            page.setViewportSize(1600, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(admin.open(path).locator("h1")).isVisible();
            Axe.assertAccessible(page);
            detailsOn(page).stream().filter(address -> details.add(address.substring(0, address.indexOf('?')))).forEach(open::addLast);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(400, 800);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("%s fits a phone", path).isTrue();
            Axe.assertAccessible(page);
            assertThat(admin.faults()).as("faults behind %s", path).isEmpty();
        }
    }

    @Test
    void opensADialogAtItsTextWithTheButtonsInViewOnAPhone(Browser admin) {
        ConsolePage console = ConsolePage.open(admin, Account.ADA);
        Page page = console.page();
        page.setViewportSize(400, 800);
        console.initiate("Failover").click();
        assertThat(console.dialog("Failover").locator(".dialog-text")).isFocused();
        assertThat(console.dialog("Failover").getByText("will be moved from")).isInViewport();
        assertThat(console.tick("Failover")).isInViewport();
        assertThat(console.confirm("Failover")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
    }

    @Test
    void keepsAHeadOfOneRowForALongName(Browser admin) {
        Page page = ConsolePage.open(admin, Account.ADA).page();
        page.setViewportSize(1600, 900);
        double height = page.locator(".shell-head").boundingBox().height;
        page.evaluate("document.querySelector('.org').append(' and their branch offices'.repeat(8))");
        assertThat(page.locator(".shell-head").boundingBox().height).isEqualTo(height);
    }

    @Test
    void printsTheLogWithWhatWasSearchedForAndNothingToPress(Browser admin) {
        ConsolePage.open(admin, Account.ADA);
        Page page = admin.open("/log/index.xhtml?q=sign-in&outcome=SUCCESS");
        assertThat(page.getByText("What was searched for")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.getByText("What was searched for: Text: sign-in; Outcome: SUCCESS")).isVisible();
        assertThat(page.locator(".log-event").first()).isVisible();
        assertThat(page.locator("button:visible, .button:visible, .button-link:visible, nav:visible, input:visible")).hasCount(0);
    }

    @Test
    void marksOnlyThePageOneIsOnWhereColoursAreForced(Browser admin) {
        Page page = ConsolePage.open(admin, Account.ADA).page();
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        assertThat(page.evaluate("new Set([...document.querySelectorAll('.nav-link:not([aria-current=page])')].map(link => getComputedStyle(link).borderBottomColor)).has("
                + "getComputedStyle(document.querySelector('.nav-link[aria-current=page]')).borderBottomColor)")).isEqualTo(false);
    }

    /** One address of each page of details that a list leads to. */
    @SuppressWarnings("unchecked")
    private static List<String> detailsOn(Page page) {
        return (List<String>) page.evalOnSelectorAll("main a[href]",
                "all => all.map(link => new URL(link.href)).filter(to => to.pathname.endsWith('.xhtml') && /^[?](id|name|code)=/.test(to.search)).map(to => to.pathname + to.search)");
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.map(file -> "/" + PAGES.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".xhtml") && !path.startsWith("/WEB-INF/") && !ELSEWHERE.contains(path)).sorted().toList();
        }
    }
}
