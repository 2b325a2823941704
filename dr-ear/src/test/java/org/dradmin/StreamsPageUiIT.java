package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** Settings &gt; Streams, on the EAR that ships, whose settings let streams go nowhere: what the engine says of that is seen. */
@UiTest
class StreamsPageUiIT {

    @Test
    void makesAStreamSeesWhyItWaitsAndPausesReplaysAndDeletesIt(Browser admin) {
        Page page = admin.open("/sign-in.xhtml");
        page.getByLabel("Username").fill("ada");
        page.getByLabel("Password").fill("demo-only-lighthouse");
        button(page, "Sign in").click();
        page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Settings")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Streams")).click();
        assertThat(page.getByText("The System Log is streamed nowhere")).isVisible();
        Axe.assertAccessible(page);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New stream")).click();
        field(page, "name").fill("Collector");
        field(page, "address").fill("https://logs.example.test");
        button(page, "Create stream").click();
        assertThat(page.getByText("A host name or address is needed")).isVisible();
        Axe.assertAccessible(page);
        field(page, "address").fill("127.0.0.1:6514");
        button(page, "Create stream").click();

        assertThat(page.getByText("Waiting to try again")).isVisible();
        assertThat(page.getByText("the server's setting dr.stream.hosts does not list it")).isVisible();
        assertThat(page.getByText("event", new Page.GetByTextOptions()).filter(new Locator.FilterOptions().setHasText("behind")).first()).isVisible();
        Axe.assertAccessible(page);
        page.setViewportSize(400, 800);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
        Axe.assertAccessible(page);
        page.setViewportSize(1280, 900);

        Locator pause = asked(page, "Pause Collector", "Pause a stream");
        confirm(pause, "Pause");
        assertThat(page.getByText("Paused", new Page.GetByTextOptions().setExact(true))).isVisible();
        Locator replay = asked(page, "Replay Collector", "Replay a stream");
        Axe.assertAccessible(page);
        confirm(replay, "Replay");
        assertThat(replay.getByText("Say since when.")).isVisible();
        replay.getByLabel("Since").fill("2020-01-01T00:00");
        confirm(replay, "Replay");
        assertThat(page.getByText("sends everything since 2020-01-01 00:00 UTC once more")).isVisible();
        button(page, "Resume: Collector").click();
        assertThat(page.getByText("Collector goes on from its place.")).isVisible();
        confirm(asked(page, "Delete Collector", "Delete a stream"), "Delete");
        assertThat(page.getByText("The System Log is streamed nowhere")).isVisible();
    }

    private static Locator asked(Page page, String button, String dialog) {
        button(page, button).click();
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(dialog));
    }

    /** A refused answer leaves the tick as it was given. */
    private static void confirm(Locator dialog, String button) {
        dialog.getByRole(AriaRole.CHECKBOX).check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    private static Locator field(Page page, String id) {
        return page.locator("[id='stream:" + id + "']");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
