package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        for (String path : pages()) {
            page.setViewportSize(1600, 900);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(admin.open(path).locator("h1")).isVisible();
            Axe.assertAccessible(page);
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.setViewportSize(400, 800);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("%s fits a phone", path).isTrue();
            Axe.assertAccessible(page);
            assertThat(admin.faults()).as("faults behind %s", path).isEmpty();
        }
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.map(file -> "/" + PAGES.relativize(file).toString().replace('\\', '/'))
                    .filter(path -> path.endsWith(".xhtml") && !path.startsWith("/WEB-INF/") && !ELSEWHERE.contains(path)).sorted().toList();
        }
    }
}
