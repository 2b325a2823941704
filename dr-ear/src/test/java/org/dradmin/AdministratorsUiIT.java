package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.test.Account.ADA;
import static org.dradmin.test.Account.EVE;
import static org.dradmin.test.Account.GRACE;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.dradmin.test.AdministrationPage;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Axe;
import org.dradmin.test.Browser;
import org.dradmin.test.ConsolePage;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.MailFolder;
import org.dradmin.test.TestClients;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Security &gt; Administrators, on the EAR that ships: what is given there, and what that means at the doors. */
@UiTest
class AdministratorsUiIT {

    private static final String ROLE = "Ui \"operator\" <b>漢字</b>";
    private static final String SET = "Ui =set";

    private final DeployedServer server;

    AdministratorsUiIT(DeployedServer server) {
        this.server = server;
    }

    @AfterEach
    void tidy() {
        ApiCaller robot = new ApiCaller(server);
        for (String path : new String[] {"/roles/Ui%20%22operator%22%20%3Cb%3E%E6%BC%A2%E5%AD%97%3C%2Fb%3E", "/roles/Ui%20editors", "/resource-sets/Ui%20%3Dset"}) {
            robot.as(TestClients.ROBOT, "okta.roles.manage", "DELETE", "/api/v1/iam" + path, null);
        }
    }

    private static Locator tile(Page page) {
        return page.getByRole(AriaRole.MAIN).getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Disaster Recovery Admin"));
    }

    private static Locator failover(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Initiate failover"));
    }

    @Test
    void givesExactlyTheRightThatRoleAndResourceMakeTogether(Browser adas, Browser eves) {
        eves.tolerate("403");
        MailFolder mail = new MailFolder(server.data());
        AdministrationPage ada = AdministrationPage.open(adas, ADA, "/administration/role.xhtml");
        ada.makeRole(ROLE, "Manage disaster recovery");
        ada.go("/administration/resource-set.xhtml").makeSet(SET, "All events");
        ada.go("/administration/admins.xhtml").prepareAssignment(EVE, ROLE, SET);
        assertThat(ada.dialog("Assign a role")).containsText("This gives nothing.");
        ada.confirm("Assign a role", "Assign");
        assertThat(ada.row("Eve Tanaka")).containsText(ROLE);

        Page eve = AdministrationPage.open(eves, EVE, "/dashboard/index.xhtml").page();
        assertThat(eve.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        assertThat(tile(eve)).hasCount(0);
        assertThat(mail.since()).as("a role without its resource is no news").isEmpty();

        ada.link(SET).click();
        ada.page().getByLabel("Disaster recovery", new Page.GetByLabelOptions().setExact(true)).check();
        ada.button("Save").click();
        assertThat(ada.dialog("Change a resource set")).containsText("Eve Tanaka");
        ada.confirm("Change a resource set", "Change");
        assertThat(ada.page().getByText("is saved. It counts from")).isVisible();
        ConsolePage.open(eves, EVE);
        assertThat(failover(eve)).isVisible();

        ada.go("/administration/roles.xhtml").link(ROLE).click();
        ada.page().getByLabel("Manage disaster recovery", new Page.GetByLabelOptions().setExact(true)).uncheck();
        ada.page().getByLabel("View disaster recovery", new Page.GetByLabelOptions().setExact(true)).check();
        ada.button("Save").click();
        ada.confirm("Change a role", "Change");
        assertThat(ada.page().getByText("is saved. It counts from")).isVisible();
        eve.reload();
        assertThat(eve.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("Self Service Enhanced Discovery");
        assertThat(failover(eve)).hasCount(0);

        ada.page().getByLabel("Manage disaster recovery", new Page.GetByLabelOptions().setExact(true)).check();
        ada.button("Save").click();
        ada.confirm("Change a role", "Change");
        assertThat(ada.page().getByText("is saved. It counts from")).isVisible();
        eve.reload();
        failover(eve).click();
        ada.button("Delete").click();
        assertThat(ada.dialog("Delete a role")).containsText("Eve Tanaka");
        ada.confirm("Delete a role", "Delete");
        assertThat(ada.page().getByText("The role is deleted.")).isVisible();
        // Her open page asks by itself every few seconds, and is told with the next request.
        assertThat(eve.getByText("You do not hold the permission Manage disaster recovery.")).isVisible();

        assertThat(adas.context().request().get("/log/export.csv?type=iam.role.update").text()).contains("before", "permissions: okta.dr.manage", "permissions: okta.dr.read");
        assertThat(mail.since().keySet()).as("once she could look, and once more when she could fail over again")
                .anyMatch(head -> head.contains("ada.marsh") && head.contains("Rights to disaster recovery given"))
                .anyMatch(head -> head.contains("grace.okafor") && head.contains("Rights to disaster recovery given"));
    }

    @Test
    void givesRolesToAGroupAndToAnApiClientAndTakesThemAwayAgain(Browser adas, Browser eves) {
        String crew = "Ui crew " + UUID.randomUUID();
        AdministrationPage ada = AdministrationPage.open(adas, ADA, "/administration/groups.xhtml");
        ada.field("make:name").fill(crew);
        ada.button("Create group").click();
        ada.field("others:search").fill("eve");
        ada.button("Find people to add").click();
        ada.page().getByLabel(EVE.words(), new Page.GetByLabelOptions().setExact(true)).check();
        ada.button("Add those who are ticked").click();
        ada.confirm("Add people", "Add");
        Page eve = AdministrationPage.open(eves, EVE, "/dashboard/index.xhtml").page();
        assertThat(eve.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        assertThat(tile(eve)).hasCount(0);

        ada.go("/administration/admins.xhtml").prepareAssignment(crew, crew + " (group)", "Recovery operator", "Business continuity");
        assertThat(ada.dialog("Assign a role")).containsText("Manage disaster recovery");
        ada.confirm("Assign a role", "Assign");
        eve.reload();
        assertThat(tile(eve)).isVisible();

        ApiCaller robot = new ApiCaller(server);
        assertThat(robot.as(TestClients.POWERLESS, "okta.logs.read", "GET", "/api/v1/logs?limit=1", null).statusCode()).isEqualTo(403);
        ada.prepareAssignment("powerless", "The powerless (API client powerless)", "Report admin", null);
        ada.confirm("Assign a role", "Assign");
        assertThat(ada.row("The powerless")).containsText("Report admin");
        assertThat(robot.as(TestClients.POWERLESS, "okta.logs.read", "GET", "/api/v1/logs?limit=1", null).statusCode()).isEqualTo(200);

        ada.field("list:kind").selectOption("CLIENT");
        ada.button("Find").click();
        assertThat(ada.row(crew)).hasCount(0);
        ada.button("Remove Report admin from The powerless").click();
        ada.confirm("Remove an assignment", "Remove");
        assertThat(robot.as(TestClients.POWERLESS, "okta.logs.read", "GET", "/api/v1/logs?limit=1", null).statusCode()).isEqualTo(403);
        ada.field("list:kind").selectOption("GROUP");
        ada.button("Find").click();
        ada.button("Remove Recovery operator from " + crew).click();
        ada.confirm("Remove an assignment", "Remove");
        eve.reload();
        assertThat(eve.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).isVisible();
        assertThat(tile(eve)).hasCount(0);
        String log = adas.context().request().get("/log/export.csv").text();
        assertThat(log).contains("iam.resourceset.bindings.add", "iam.resourceset.bindings.delete", "app.oauth2.client.privilege.grant", "app.oauth2.client.privilege.revoke");

        ada.go("/administration/groups.xhtml").field("list:text").fill(crew);
        ada.button("Find").click();
        ada.link(crew).click();
        ada.button("Delete").click();
        ada.confirm("Delete a group", "Delete");
        assertThat(ada.page().getByText("The group is deleted.")).isVisible();
    }

    @Test
    void showsTheSecondOfTwoWhoEditARoleWhatTheFirstChanged(Browser first, Browser second) {
        AdministrationPage ada = AdministrationPage.open(first, ADA, "/administration/role.xhtml");
        ada.button("Create role").click();
        assertThat(ada.field("role:labelMessage")).hasText("It takes 1 to 200 characters.");
        ada.field("role:label").fill("x".repeat(10_000));
        ada.field("role:description").fill("What is typed");
        ada.page().waitForResponse(answer -> answer.url().contains("role.xhtml"), () -> ada.button("Create role").click());
        assertThat(ada.field("role:labelMessage")).hasText("It takes 1 to 200 characters.");
        assertThat(ada.field("role:description")).hasValue("What is typed");
        assertThat(ada.field("role:label")).hasValue("x".repeat(10_000));
        ada.field("role:label").fill("Ui editors");
        ada.button("Create role").click();
        assertThat(ada.field("role:permissionsMessage")).hasText("A role needs at least one permission.");
        ada.looksRight();
        ada.makeRole("Ui editors", "View people");

        AdministrationPage grace = AdministrationPage.open(second, GRACE, "/administration/roles.xhtml");
        grace.link("Ui editors").click();
        ada.page().getByLabel("View groups", new Page.GetByLabelOptions().setExact(true)).check();
        ada.button("Save").click();
        ada.confirm("Change a role", "Change");
        assertThat(ada.page().getByText("is saved. It counts from")).isVisible();

        grace.field("role:description").fill("Grace's words");
        grace.button("Save").click();
        assertThat(grace.page().getByText("Ada Marsh has changed it since you opened it.")).isVisible();
        assertThat(grace.page().locator(".changes").first()).containsText("View groups");
        assertThat(grace.field("role:description")).hasValue("Grace's words");
        grace.looksRight();
        grace.button("Go on from there with what I typed").click();
        assertThat(grace.page().getByText("Ada Marsh has changed it")).hasCount(0);
        grace.page().getByLabel("View groups", new Page.GetByLabelOptions().setExact(true)).check();
        grace.button("Save").click();
        assertThat(grace.dialog("Change a role")).containsText("Grace's words");
        assertThat(grace.dialog("Change a role")).not().containsText("View groups");
        Axe.assertAccessible(grace.page());
        grace.confirm("Change a role", "Change");
        assertThat(grace.page().getByText("is saved. It counts from")).isVisible();
    }

    @Test
    void listsWhoHoldsWhatAndWarnsWhoDemotesThemselves(Browser browser) {
        AdministrationPage ada = AdministrationPage.open(browser, ADA, "/administration/index.xhtml");
        ada.looksRight();
        ada.page().getByRole(AriaRole.LINK).filter(new Locator.FilterOptions().setHasText("Who holds which role")).click();
        assertThat(ada.row("Ada Marsh")).containsText("Super admin");
        ada.looksRight();
        Locator who = ada.page().getByRole(AriaRole.COLUMNHEADER).filter(new Locator.FilterOptions().setHasText("Who"));
        who.click();
        assertThat(who).hasAttribute("aria-sort", "ascending");
        who.click();
        assertThat(who).hasAttribute("aria-sort", "descending");
        assertThat(ada.page().locator(".ui-datatable-data tr").first()).not().containsText("Ada Marsh");
        ada.field("list:text").fill("omar");
        ada.button("Find").click();
        assertThat(ada.row(".")).hasCount(1);
        ada.field("list:text").fill("");
        ada.button("Find").click();
        ada.button("Remove Super admin from Ada Marsh").click();
        assertThat(ada.dialog("Remove an assignment")).containsText("You take rights away from yourself.");
        Axe.assertAccessible(ada.page());
        ada.dialog("Remove an assignment").getByText("Cancel").click();

        ada.go("/administration/who.xhtml?permission=okta.dr.manage");
        assertThat(ada.row("Omar Haddad")).containsText("Recovery operator on Business continuity");
        ada.looksRight();
        ada.go("/administration/resources.xhtml");
        assertThat(ada.row("Business continuity")).containsText("Business continuity: Disaster recovery");
        ada.looksRight();
        ada.go("/administration/roles.xhtml").looksRight();
    }

    @Test
    void isClosedToThoseWhoMayNotSeeIt(Browser browser) {
        browser.tolerate("403");
        AdministrationPage eve = AdministrationPage.open(browser, EVE, "/dashboard/index.xhtml");
        assertThat(eve.page().getByRole(AriaRole.NAVIGATION).getByText("Administration")).hasCount(0);
        for (String page : new String[] {"index", "roles", "role", "resources", "resource-set", "admins", "who"}) {
            assertThat(eve.go("/administration/" + page + ".xhtml").page().getByText("You do not hold the permission View admin roles and their assignments")).isVisible();
        }
    }
}
