package org.dradmin.test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** Settings &gt; Recovery plan, and what one does there. */
public final class PlanPage {

    private final Page page;

    private PlanPage(Page page) {
        this.page = page;
    }

    /** For somebody who is signed in in this browser, or signs in now. */
    public static PlanPage open(Browser browser, Account who) {
        Page page = browser.open("/settings/plan.xhtml");
        if (page.url().contains("/sign-in.xhtml")) {
            page.getByLabel("Username").fill(who.username());
            page.getByLabel("Password").fill(who.password());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        }
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Recovery plan");
        return new PlanPage(page);
    }

    public Page page() {
        return page;
    }

    public Locator text() {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Plan")));
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator message() {
        return page.locator(".messages .banner");
    }

    public Locator region(String heading) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(Pattern.compile("^" + heading)));
    }

    /** Makes this JSON a new version. */
    public void save(String json, String remark) {
        text().fill(json);
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Remark"))).fill(remark);
        button("Save as a new version").click();
        assertThat(message()).containsText("is saved, and counts");
    }
}
