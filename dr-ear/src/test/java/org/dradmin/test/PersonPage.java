package org.dradmin.test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** Administration &gt; People &gt; one person, and the other pages of people, as an admin uses them. */
public final class PersonPage {

    private final Page page;

    private PersonPage(Page page) {
        this.page = page;
    }

    /** Signs an account in and opens the list of all people by the menu. */
    public static PersonPage people(Browser browser, Account admin) {
        PersonPage people = signedIn(browser, admin.username(), admin.password());
        people.page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Administration")).click();
        people.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("People")).first().click();
        assertThat(people.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("People").setExact(true))).isVisible();
        return people;
    }

    /** Signs anybody in. */
    public static PersonPage signedIn(Browser browser, String username, String password) {
        Page page = browser.open("/sign-in.xhtml");
        page.getByLabel("Username").fill(username);
        page.getByLabel("Password").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
        return new PersonPage(page);
    }

    public Page page() {
        return page;
    }

    /** Fills the form in. */
    public PersonPage fill(String name, String username, String email) {
        page.locator("[id$='person:displayName']").fill(name);
        page.locator("[id$='person:username']").fill(username);
        page.locator("[id$='person:email']").fill(email);
        return this;
    }

    public void press(String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true)).click();
    }

    /** Presses a button that asks, ticks, and says yes. */
    public void confirm(String button, String agree, String yes) {
        press(button);
        page.getByLabel(agree).check();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(yes).setExact(true)).click();
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }
}
