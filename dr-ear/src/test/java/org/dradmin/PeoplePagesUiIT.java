package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.test.Account;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.MailFolder;
import org.dradmin.test.PersonPage;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** People and groups, the links they get by mail and their own page, on the EAR that ships. Whoever is made here is deactivated in the end. */
@UiTest
class PeoplePagesUiIT {

    private static final String PASSWORD = "a quite different harbour";

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static PersonPage made(PersonPage people, String name, String username) {
        people.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New person")).click();
        people.fill(name, username, username + "@example.test").press("Create person");
        assertThat(people.page().getByText("The person is created.")).isVisible();
        return people;
    }

    private static void deactivate(PersonPage person) {
        person.confirm("Deactivate", "I want this person to be locked out now.", "Deactivate");
        assertThat(person.page().getByText("is deactivated, and every session has ended.")).isVisible();
    }

    @Test
    void leadsFromTheInvitationToTheDashboardAndOutAgainAtOnce(Browser admin, Browser person, DeployedServer server) {
        MailFolder mails = new MailFolder(server.data());
        String username = unique("pia");
        PersonPage ada = made(PersonPage.people(admin, Account.ADA), "Pia <b>Storm</b> \"漢字\"", username);
        assertThat(ada.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Pia <b>Storm</b> \"漢字\"");
        Axe.assertAccessible(ada.page());
        Matcher link = Pattern.compile("(/set-password\\.xhtml\\?token=[A-Za-z0-9_-]{43})\\s").matcher(
                mails.text(username + "@example.test", "Your account: Harbor & Vale", Duration.ofSeconds(30), server.process()));
        assertThat(link.find()).isTrue();

        person.open(link.group(1));
        Page page = person.open(link.group(1));
        assertThat(page.getByText("For Pia <b>Storm</b>")).isVisible();
        Axe.assertAccessible(page);
        setPassword(page, "passwordpassword");
        assertThat(page.getByText("among the first that anybody guesses")).isVisible();
        setPassword(page, PASSWORD);
        assertThat(page.getByText("Your password is set.")).isVisible();
        assertThat(person.open(link.group(1)).getByText("This link has been used already")).isVisible();
        Axe.assertAccessible(page);

        PersonPage.signedIn(person, username, PASSWORD);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Signed in as")).click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Your profile")).click();
        assertThat(page.locator("td .tag")).hasText("This one");
        Axe.assertAccessible(page);

        deactivate(ada);
        page.navigate("/profile.xhtml");
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\.xhtml\\?notice=ended.*"));
    }

    private static void setPassword(Page page, String password) {
        page.locator("[id$=':replacement']").fill(password);
        page.locator("[id$=':again']").fill(password);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set password")).click();
    }

    @Test
    void saysWhatIsWrongAtTheFieldAndShowsTheSecondAdminWhatTheFirstChanged(Browser first, Browser second) {
        PersonPage ada = PersonPage.people(first, Account.ADA);
        ada.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("New person")).click();
        ada.fill("x".repeat(10_000), "ada", "nowhere").press("Create person");
        assertThat(ada.page().locator("[id$='displayNameMessage']")).containsText("at most 200");
        assertThat(ada.page().locator("[id$='usernameMessage']")).containsText("has this username already");
        assertThat(ada.page().locator("[id$='emailMessage']")).containsText("no e-mail address");
        assertThat(ada.page().locator("[id$='person:username']")).hasValue("ada");
        Axe.assertAccessible(ada.page());
        assertThat(ada.page().locator("[id$='person:email']")).hasValue("nowhere");
        String username = unique("tor");
        ada.fill("Tor Berg", username, username + "@example.test").press("Create person");
        assertThat(ada.page().getByText("The person is created.")).isVisible();

        PersonPage grace = PersonPage.signedIn(second, Account.GRACE.username(), Account.GRACE.password());
        grace.page().navigate(ada.page().url());
        grace.fill("Tor Berg the younger", username, username + "@example.test").press("Save");
        assertThat(grace.page().getByText("Tor Berg the younger is saved.")).isVisible();
        ada.fill("Tor Berg", username, "tor@example.test").press("Save");
        assertThat(ada.page().getByText("Grace Okafor has changed it since you opened it.")).isVisible();
        assertThat(ada.page().locator("ins")).hasText("Tor Berg the younger");
        assertThat(ada.page().locator("[id$='person:email']")).hasValue("tor@example.test");
        Axe.assertAccessible(ada.page());
        ada.press("Go on from there with what I typed");
        assertThat(ada.page().locator("ins")).hasCount(0);
        ada.press("Save");
        assertThat(ada.page().getByText("Tor Berg is saved.")).isVisible();
        deactivate(ada);
    }

    @Test
    void putsPeopleIntoAGroupAndTakesThemOut(Browser admin) {
        PersonPage ada = PersonPage.people(admin, Account.ADA);
        Page page = ada.page();
        page.navigate("/administration/groups.xhtml");
        page.locator("[id$='make:name']").fill(unique("Crew"));
        ada.press("Create group");
        assertThat(page.getByText("The group is created.")).isVisible();
        page.locator("[id$='others:search']").fill("eve");
        ada.press("Find people to add");
        page.getByLabel("Eve Tanaka (eve)").check();
        ada.confirm("Add those who are ticked", "I want these people to be in the group now.", "Add");
        assertThat(page.getByText("One person was added.")).isVisible();
        Axe.assertAccessible(page);
        ada.confirm("Take out Eve Tanaka", "I want this person to be out of the group now.", "Take out");
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
