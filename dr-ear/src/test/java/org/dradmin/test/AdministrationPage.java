package org.dradmin.test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.SelectOption;
import java.util.regex.Pattern;

/** The pages of Administration about roles, resource sets and admins, and what one does there. */
public final class AdministrationPage {

    private final Page page;

    private AdministrationPage(Page page) {
        this.page = page;
    }

    /** For somebody who is signed in in this browser, or signs in now. */
    public static AdministrationPage open(Browser browser, Account who, String path) {
        Page page = browser.open(path);
        if (page.url().contains("/sign-in.xhtml")) {
            page.getByLabel("Username").fill(who.username());
            page.getByLabel("Password").fill(who.password());
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
            page.waitForURL(url -> url.contains(path));
        }
        return new AdministrationPage(page);
    }

    public Page page() {
        return page;
    }

    public AdministrationPage go(String path) {
        page.navigate(path);
        return this;
    }

    public Locator field(String id) {
        return page.locator("[id='" + id + "']");
    }

    public Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator link(String name) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    public Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Ticks that it shall be so, and presses the button. */
    public void confirm(String dialog, String button) {
        Locator confirm = dialog(dialog).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button).setExact(true));
        assertThat(confirm).isDisabled();
        dialog(dialog).getByRole(AriaRole.CHECKBOX).check();
        assertThat(confirm).isEnabled();
        confirm.click();
        assertThat(dialog(dialog)).isHidden();
    }

    /** On the page of a new role. */
    public void makeRole(String name, String permission) {
        field("role:label").fill(name);
        page.getByLabel(permission, new Page.GetByLabelOptions().setExact(true)).check();
        button("Create role").click();
        assertThat(dialog("Create a role")).containsText(name);
        confirm("Create a role", "Create");
        assertThat(page.getByText("The role is created.")).isVisible();
    }

    /** On the page of a new resource set. */
    public void makeSet(String name, String resource) {
        field("set:label").fill(name);
        page.getByLabel(resource, new Page.GetByLabelOptions().setExact(true)).check();
        button("Create resource set").click();
        confirm("Create a resource set", "Create");
        assertThat(page.getByText("The resource set is created.")).isVisible();
    }

    /** On the page of admins, all but the answer to the dialog. */
    public void prepareAssignment(Account who, String role, String set) {
        prepareAssignment(who.username(), who.words(), role, set);
    }

    /** @param words as the page writes whom it found; @param set null for a standard role */
    public void prepareAssignment(String search, String words, String role, String set) {
        field("assign:search").fill(search);
        button("Find whom to assign a role to").click();
        page.getByLabel(words, new Page.GetByLabelOptions().setExact(true)).check();
        field("assign:role").selectOption(new SelectOption().setLabel(role));
        if (set != null) {
            field("assign:set").selectOption(new SelectOption().setLabel(set));
        }
        button("Assign").click();
        assertThat(dialog("Assign a role")).isVisible();
    }

    /** In the list, on a wide screen. */
    public Locator row(String words) {
        return page.locator(".ui-datatable-data tr").filter(new Locator.FilterOptions().setHasText(Pattern.compile(words)));
    }

    /** On a narrow screen in the dark, too, nothing reaches beyond it and everything is accessible. */
    public void looksRight() {
        Axe.assertAccessible(page);
        page.setViewportSize(400, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("nothing reaches beyond the screen of %s", page.url()).isTrue();
        Axe.assertAccessible(page);
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }
}
