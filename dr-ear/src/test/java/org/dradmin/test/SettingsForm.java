package org.dradmin.test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/** A page under Settings with a form or a table, and what one does there. */
public final class SettingsForm {

    private final Browser browser;

    private SettingsForm(Browser browser) {
        this.browser = browser;
    }

    /** For somebody who is signed in in this browser, or signs in now. @param path within /settings/ */
    public static SettingsForm open(Browser browser, Account who, String path) {
        Page page = browser.open("/settings/" + path);
        if (page.url().contains("/sign-in.xhtml")) {
            page.getByLabel("Username").fill(who.username());
            page.getByLabel("Password").fill(who.password());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        }
        assertThat(page.locator(".user")).isVisible();
        return new SettingsForm(browser);
    }

    public SettingsForm go(String path) {
        browser.open("/settings/" + path);
        return this;
    }

    public Page page() {
        return browser.page();
    }

    /** The input of this id in the form. */
    public Locator field(String id) {
        return page().locator("#form\\:" + id);
    }

    public SettingsForm fill(String id, String text) {
        field(id).fill(text);
        return this;
    }

    public Locator fault(String id) {
        return page().locator("#form\\:" + id + "Message");
    }

    public Locator message() {
        return page().locator(".messages .banner");
    }

    public Locator button(String name) {
        return page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public SettingsForm save() {
        button("Save").click();
        return this;
    }

    public void saved() {
        save();
        assertThat(message()).containsText(Pattern.compile("saved|is called"));
    }

    /** Deletes what stands in a row of the list, after the tick. */
    public void delete(String name) {
        button("Delete " + name).click();
        Locator dialog = page().getByRole(AriaRole.DIALOG);
        dialog.getByRole(AriaRole.CHECKBOX).check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete").setExact(true)).click();
        assertThat(dialog).isHidden();
    }
}
