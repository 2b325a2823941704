package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import java.util.regex.Pattern;
import org.dradmin.test.Account;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.PersonPage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** People and groups, the links they get by mail and their own page, on the EAR that ships. */
@UiTest
class PeoplePagesUiIT {

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void putsPeopleIntoAGroupAndTakesThemOut(Browser admin) {
        PersonPage ada = PersonPage.people(admin, Account.ADA);
        Page page = ada.page();
        page.navigate("/administration/groups.xhtml");
        page.locator("[id$='make:name']").fill(unique("Crew"));
        ada.press("Make the group");
        assertThat(page.getByText("The group is made.")).isVisible();
        page.locator("[id$='others:search']").fill("eve");
        ada.press("Find people to add");
        page.getByLabel("Eve Tanaka (eve)").check();
        ada.confirm("Add those who are ticked", "I want these people to be in the group now.", "Add");
        assertThat(page.getByText("One person was added.")).isVisible();
        Axe.assertAccessible(page);
        ada.confirm("Take Eve Tanaka out", "I want this person to be out of the group now.", "Take out");
        assertThat(page.getByText("Nobody matches.")).isVisible();
        ada.confirm("Delete", "I want this group to be deleted.", "Delete");
        assertThat(page.getByText("The group is deleted.")).isVisible();
    }

    @Test
    void endsEverySessionOfOnesOwnAndAnswersEverybodyTheSame(Browser here, Browser there) {
        PersonPage.signedIn(there, Account.EVE.username(), Account.EVE.password());
        PersonPage eve = PersonPage.signedIn(here, Account.EVE.username(), Account.EVE.password());
        eve.page().navigate("/profile.xhtml");
        eve.confirm("Sign out everywhere", "I want all my sessions to end now, this one too.", "Sign out everywhere");
        assertThat(eve.page().getByText("You are signed out everywhere.")).isVisible();
        assertThat(there.open("/dashboard/index.xhtml")).hasURL(Pattern.compile(".*/sign-in\\.xhtml\\?notice=ended.*"));

        here.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forgot your password?")).click();
        here.page().getByLabel("Username").fill(unique("nobody"));
        here.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send the link")).click();
        assertThat(here.page().getByText("Look into your mail.")).isVisible();
        Axe.assertAccessible(here.page());
    }

    @Test
    void refusesWhoeverMayNotLookAfterPeople(Browser person) {
        person.tolerate("403");
        PersonPage omar = PersonPage.signedIn(person, Account.OMAR.username(), Account.OMAR.password());
        for (String path : new String[] {"people", "person", "groups", "group"}) {
            assertThat(person.open("/administration/" + path + ".xhtml").getByRole(AriaRole.MAIN)).containsText("You do not hold the permission View");
        }
        assertThat(omar.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))).hasCount(0);
    }
}
