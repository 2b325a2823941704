package org.dradmin.test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** The way to the disaster recovery console and what one does there, in the words that stand on the pages. */
public final class ConsolePage {

    /** As many operations the history shows at first. */
    public static final int NEWEST = 10;

    private static final double OPERATION_MILLISECONDS = 60_000;

    private final Page page;

    private ConsolePage(Page page) {
        this.page = page;
    }

    /** By the dashboard's tile, as the product's flow goes; who has proved already who they are is not asked again. */
    public static ConsolePage open(Browser browser, Account who) {
        ConsolePage console = new ConsolePage(browser.open("/"));
        if (console.page.url().contains("/sign-in.xhtml")) {
            console.signIn(who);
        }
        assertThat(console.page.getByRole(AriaRole.HEADING, level1())).hasText("End-User Dashboard");
        console.page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(Pattern.compile("Disaster Recovery Admin"))).click();
        console.page.waitForURL(Pattern.compile(".*/(step-up|console/index)\\.xhtml.*"));
        if (console.page.url().contains("/step-up.xhtml")) {
            console.stepUp(who);
        }
        console.isOpen();
        return console;
    }

    /** Fills the sign-in page one stands before. */
    public void signIn(Account who) {
        prove(who, "Sign in");
    }

    /** Proves once more who one is, which leads to the console. */
    public void stepUp(Account who) {
        assertThat(page).hasURL(Pattern.compile(".*/step-up\\.xhtml.*"));
        prove(who, "Continue");
        isOpen();
    }

    private void prove(Account who, String button) {
        page.getByLabel("Username").fill(who.username());
        page.getByLabel("Password").fill(who.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    public void isOpen() {
        assertThat(page.getByRole(AriaRole.HEADING, level1())).hasText("Self Service Enhanced Discovery");
        assertThat(page.getByText("Disaster recovery for your organization")).isVisible();
    }

    public Page page() {
        return page;
    }

    /** Waits for the organization's status; never by a reload. */
    public void shows(String status) {
        assertThat(page.locator(".verdict .status-large")).hasText(status,
                new LocatorAssertions.HasTextOptions().setTimeout(OPERATION_MILLISECONDS));
    }

    /** From now on the page does not look at the server by itself: what a test does next lies between two looks. */
    public void looksAway() {
        page.evaluate("() => { PrimeFaces.widgets.widget_pulse_look.stop(); }");
    }

    /** The page looks by itself, and for once so often that nobody waits long for it. */
    public void looksOften() {
        page.evaluate("() => { const look = PrimeFaces.widgets.widget_pulse_look; look.stop(); look.cfg.frequency = 0.5; look.start(); }");
    }

    /** "Failover" or "Failback". */
    public Locator initiate(String kind) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Initiate " + kind.toLowerCase(java.util.Locale.ROOT)).setExact(true));
    }

    public Locator dialog(String kind) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(kind).setExact(true));
    }

    public Locator tick(String kind) {
        return dialog(kind).getByRole(AriaRole.CHECKBOX);
    }

    public Locator confirm(String kind) {
        return dialog(kind).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(kind).setExact(true));
    }

    /** Opens the dialog and ticks its box; the button is alive then and not before. */
    public void prepare(String kind) {
        initiate(kind).click();
        assertThat(dialog(kind)).isVisible();
        assertThat(confirm(kind)).isDisabled();
        tick(kind).check();
        assertThat(confirm(kind)).isEnabled();
    }

    public void carryOut(String kind, String endsAs) {
        prepare(kind);
        confirm(kind).click();
        shows(endsAs);
    }

    /** A region of the page by its heading. */
    public Locator region(String heading) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(heading));
    }

    public Locator history() {
        return region("History").locator("tbody tr");
    }

    public Locator message() {
        return page.locator(".messages .banner");
    }

    public void fitsItsScreen() {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen").isTrue();
    }

    private static Page.GetByRoleOptions level1() {
        return new Page.GetByRoleOptions().setLevel(1);
    }
}
