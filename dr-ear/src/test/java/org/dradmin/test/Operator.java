package org.dradmin.test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A super admin of {@link TestOrganization} at the console, in a browser of his own: for tests whose subject is the
 * server behind it. The words are the fixed ones of the product.
 */
public final class Operator implements AutoCloseable {

    private static final double PATIENCE_MILLISECONDS = 180_000;

    private final Playwright playwright = Browser.playwright();
    private final com.microsoft.playwright.Browser chromium = Browser.launch(playwright);
    private final Account who;
    private Browser browser;

    public Operator() {
        this(new Account(TestOrganization.ADMIN, TestOrganization.PASSWORD, TestOrganization.ADMIN));
    }

    /** One who may manage disaster recovery, at the server of another organization. */
    public Operator(Account who) {
        this.who = who;
    }

    /** Signs in, opens the tile, signs in again: the console is open. Anew after a restart, or on another node. */
    public Operator enter(URI server) {
        if (browser != null) {
            browser.close();
        }
        browser = new Browser(chromium, server);
        page().setDefaultTimeout(PATIENCE_MILLISECONDS);
        page().setDefaultNavigationTimeout(PATIENCE_MILLISECONDS);
        browser.open("/");
        credentials("Sign in");
        page().getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Disaster Recovery Admin")).click();
        credentials("Continue");
        page().waitForURL(Pattern.compile(".*/console/.*"));
        return this;
    }

    /** Everything with the last button; what comes of it shows in the status. */
    public void start(String kind) {
        prepare(kind);
        confirm(kind);
    }

    /** Everything but the last button. */
    public void prepare(String kind) {
        page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Initiate " + kind.toLowerCase())).click();
        page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.CHECKBOX).check();
        assertThat(button(kind)).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(PATIENCE_MILLISECONDS));
    }

    /** The last button; does not wait for what comes of it. */
    public void confirm(String kind) {
        button(kind).click();
    }

    private Locator button(String kind) {
        return page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName(kind).setExact(true));
    }

    /** Waits until the console, without being loaded again, says that this is the organization's status. */
    public void awaitStatus(String words) {
        assertThat(page().locator(".status-large")).hasText(words, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLISECONDS));
    }

    /** The status that the console says now, loaded anew. */
    public String status() {
        page().navigate("/console/index.xhtml");
        return page().locator(".status-large").innerText().strip();
    }

    /** The events of a type as the System Log's download has them, without its head line. */
    public List<String> events(String type) {
        var answer = browser.context().request().get("/log/export.csv?type=" + type);
        org.assertj.core.api.Assertions.assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines().skip(1).filter(line -> line.contains(type)).toList();
    }

    public Page page() {
        return browser.page();
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private void credentials(String button) {
        page().getByLabel("Username").fill(who.username());
        page().getByLabel("Password").fill(who.password());
        page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }
}
