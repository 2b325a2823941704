package org.dradmin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dradmin.TestContainer;
import org.dradmin.access.Accounts;
import org.dradmin.access.AdminRoles;
import org.dradmin.access.ApiClient;
import org.dradmin.access.ApiClients;
import org.dradmin.access.Permission;
import org.dradmin.access.RoleAssignment;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleType;
import org.dradmin.access.User;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.RecoveryPlans;
import org.dradmin.recovery.connector.frontdoor.FrontDoor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Taking the organization away as a file, and bringing it back changed. */
class OrganizationFilesTest {

    private static final Path DEMO = Path.of("..", "config", "demo-organization.json");
    private static final String NAME = "organization.json";

    @TempDir
    private Path temp;
    private final TestContainer world = TestContainer.onDerby().setting("dr.base.url", "https://dr.example.test:8443/");
    private final OrganizationFiles files = world.get(OrganizationFiles.class);
    private Client.Binding asAda;

    @BeforeEach
    void found() {
        world.inTransaction(() -> world.get(OrganizationImport.class).found(DEMO));
        asAda = Client.bind(new Client(user("ada").asActor(), null, null, null, "test"));
    }

    @AfterEach
    void end() {
        asAda.close();
        world.close();
    }

    private User user(String name) {
        return world.inTransaction(() -> world.em().createQuery("SELECT u FROM User u WHERE u.username = :name", User.class)
                .setParameter("name", name).getSingleResult());
    }

    private void importing(String json) {
        files.apply(NAME, json, files.compare(NAME, json));
    }

    private SectionDifference difference(String json, String section) {
        return files.compare(NAME, json).stream().filter(one -> one.section().equals(section)).findFirst().orElseThrow();
    }

    private long count(String entity) {
        return world.inTransaction(() -> world.em().createQuery("SELECT COUNT(x) FROM " + entity + " x", Long.class).getSingleResult());
    }

    private Map<String, String> lastImport() {
        List<LogEvent> imports = Written.events(world, "system.organization.import");
        return imports.get(imports.size() - 1).getDebugData();
    }

    @Test
    void exportsWhatItImportsAgainWithoutADifference() throws IOException {
        String nasty = "Häfen ${HOME} \\\"Q\\\" =1+1 <b> 東京";
        String changed = files.export().replace("\"Harbor & Vale\"", "\"" + nasty.replace("${", "$${") + "\"");
        importing(changed);
        assertThat(world.get(Organizations.class).organization().orElseThrow().getName()).isEqualTo("Häfen ${HOME} \"Q\" =1+1 <b> 東京");

        String exported = files.export();
        assertThat(files.compare(NAME, exported)).isEmpty();
        assertThat(exported).contains("$argon2id$").doesNotContain("demo-only");
        String original = Files.readString(DEMO);
        assertThat(files.compare(NAME, original.replace("Harbor & Vale", nasty.replace("${", "$${")))).as("the passwords are the same ones").isEmpty();
        importing(exported);
        assertThat(files.export()).isEqualTo(exported);
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.organization.export'", Long.class)
                .getSingleResult())).isEqualTo(3);
    }

    @Test
    void exportsAPlanClientsAndGroupsInTheirShape() throws IOException {
        ApiClients clients = world.get(ApiClients.class);
        ApiClients.Made made = clients.create("Robot", null, java.util.Set.of(Permission.LOGS_READ), false, java.util.Set.of(RoleType.REPORT_ADMIN));
        clients.create("Auditor", "{\"keys\": [{\"kty\": \"EC\", \"crv\": \"P-256\", \"kid\": \"k\", \"x\": \"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                + " \"y\": \"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}]}", java.util.Set.of(Permission.LOGS_READ), true, java.util.Set.of());
        RecoveryPlans plans = world.get(RecoveryPlans.class);
        plans.save("{\"failover\": [{\"name\": \"Door\", \"connector\": \"front-door\", \"domains\": [\"hr.example.test\"], \"waitMinutes\": 5}],"
                + "\"failback\": [{\"name\": \"Door\", \"connector\": \"front-door\"}]}", plans.current().getVersion(), null);

        String exported = files.export();
        assertThat(exported).doesNotContain(made.secret()).contains("sha256:");
        assertThat(files.compare(NAME, exported)).isEmpty();
        int version = plans.current().getVersion();
        importing(exported);
        assertThat(plans.current().getVersion()).as("the same plan is no new version").isEqualTo(version);
        assertThat(clients.knows(made.clientId(), made.secret())).isTrue();
    }

    @Test
    void saysInWordsWhatWouldBeAddedChangedAndRemoved() {
        String json = files.export().replace("\"US West\"", "\"Far west\"").replace("\"Company News\"", "\"News\"").replace("omar.haddad@", "omar@");
        assertThat(files.compare(NAME, json)).extracting(SectionDifference::section).containsExactlyInAnyOrder("Regions", "Applications", "People");
        assertThat(difference(json, "Regions").changed()).containsExactly("us-west. Name: was US West, is now Far west.");
        assertThat(difference(json, "Applications").changed()).as("one address, another label").containsExactly("Company News. Label: was Company News, is now News.");
        String moved = json.replace("/news/", "/tidings/");
        assertThat(difference(moved, "Applications").added()).singleElement().asString().startsWith("News (Protected domain: portal.example.test; Path: /tidings/");
        String joined = json.replace("\"users\" : [", "\"users\" : [ {\"username\": \"tor\", \"displayName\": \"Tor Berg\", \"email\": \"tor@example.test\", \"password\": \"a-lighthouse-of-tors\"},");
        assertThat(difference(joined, "People").added()).as("what is empty, or the name again, is not told")
                .containsExactly("tor (Display name: Tor Berg; E-mail: tor@example.test; Password: given)");
        assertThat(difference(moved, "Applications").removed()).containsExactly("Company News");
        assertThat(difference(json, "People").changed()).containsExactly("omar. E-mail: was omar.haddad@example.test, is now omar@example.test.");
        assertThat(count("Application")).as("looking changes nothing").isEqualTo(5);

        String news = idOf("Company News");
        importing(json);
        assertThat(idOf("News")).as("it stays what it was").isEqualTo(news);
        assertThat(lastImport()).containsEntry("file", NAME).hasEntrySatisfying("changes to Regions", words -> assertThat(words).contains("was US West, is now Far west"))
                .hasEntrySatisfying("changes to Applications", words -> assertThat(words).isEqualTo("Changed: Company News. Label: was Company News, is now News.\n"));
        assertThat(files.compare(NAME, json)).isEmpty();
    }

    private String idOf(String label) {
        return world.inTransaction(() -> world.em().createQuery("SELECT a.id FROM Application a WHERE a.label = :label", String.class)
                .setParameter("label", label).getSingleResult());
    }

    @Test
    void takesSessionTimesAlongAndLeavesThemToTheServerWhereTheFileSaysNothing() {
        String without = files.export();
        assertThat(without).doesNotContain("\"sessions\"");
        SessionRules rules = world.get(SessionRules.class);
        rules.change(SessionMinutes.NONE, new SessionMinutes(20, null, 10));
        String with = files.export();
        assertThat(files.compare(NAME, with)).isEmpty();
        assertThat(difference(without, "Session times").changed())
                .containsExactly("A session ends. Without a request: was 20 minutes, is now as long as the server allows. Step-up: was 10 minutes, is now as long as the server allows.");
        importing(without);
        assertThat(rules.own()).isEqualTo(SessionMinutes.NONE);
        importing(with);
        assertThat(rules.own()).isEqualTo(new SessionMinutes(20, null, 10));
        assertThat(lastImport()).hasEntrySatisfying("changes to Session times", words -> assertThat(words).contains("is now 20 minutes"));

        String faulty = with.replace("\"idleMinutes\" : 20", "\"idleMinutes\" : 31").replace("\"stepUpMinutes\" : 10", "\"stepUpMinutes\" : 1.5, \"days\" : 1");
        assertThatThrownBy(() -> files.compare(NAME, faulty)).isInstanceOfSatisfying(FaultyFile.class, told ->
                assertThat(told.faults()).extracting(FileFault::pointer).containsExactlyInAnyOrder("/sessions/idleMinutes", "/sessions/stepUpMinutes", "/sessions/days"));
    }

    @Test
    void makesTheOrganizationWhatTheFileSays() {
        String json = OrganizationFileTest.SOUND.replace("\"org-1\"", "\"demo\"").replace("long-enough-for-anybody", "demo-only-lighthouse");
        importing(json);

        assertThat(world.get(Organizations.class).regions()).extracting(Region::getCode).containsExactly("east", "west");
        assertThat(count("ProtectedDomain")).isEqualTo(1);
        assertThat(count("Application")).isEqualTo(1);
        FrontDoor door = world.get(FrontDoor.class);
        door.follow();
        assertThat(door.locate("portal.example.test", "/x", null)).hasToString("Optional[https://east.example.test/x]");
        assertThat(door.locate("hr.example.test", "/x", null)).isEmpty();
        assertThat(user("omar").isActive()).as("who is not in the file is deactivated").isFalse();
        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("ada");
        assertThat(count("AdminRole")).isEqualTo(1);
        assertThat(world.get(Accounts.class)).isNotNull();
        assertThat(files.compare(NAME, json)).isEmpty();
        assertThat(lastImport().toString()).doesNotContain("lighthouse").doesNotContain("argon2");
    }

    @Test
    void appliesNothingOfAFileThatIsHalfWrongAndListsEveryFault() {
        String json = files.export().replace("\"US West\"", "\"Far west\"").replace("\"path\" : \"/payroll/\"", "\"path\" : \"payroll\"")
                .replace("\"okta.dr.manage\"", "\"okta.dr.mange\"").replace("\"features\"", "\"feature\"");
        assertThatThrownBy(() -> files.compare(NAME, json)).isInstanceOfSatisfying(FaultyFile.class, faulty -> {
            assertThat(faulty.faults()).extracting(FileFault::pointer).contains("/applications/1/path", "/adminRoles/0/permissions/0", "/feature");
            assertThat(faulty.faults()).allSatisfy(fault -> assertThat(fault.line()).isPositive());
        });
        assertThatThrownBy(() -> files.apply(NAME, json, List.of())).isInstanceOf(FaultyFile.class);
        assertThat(world.get(Organizations.class).regions()).extracting(Region::getDisplayName).contains("US West");
    }

    @Test
    void refusesTheFileOfAnotherOrganization() {
        assertThatThrownBy(() -> files.compare(NAME, OrganizationFileTest.SOUND)).isInstanceOfSatisfying(FaultyFile.class,
                faulty -> assertThat(faulty.faults()).singleElement().asString().contains("another organization: the id of this one is demo"));
    }

    @Test
    void doesOnlyWhatWasShown() {
        String json = files.export().replace("\"US West\"", "\"Far west\"");
        List<SectionDifference> shown = files.compare(NAME, json);
        world.get(Organizations.class).rename("Harbor & Vale", "Other");
        assertThatThrownBy(() -> files.apply(NAME, json, shown)).isInstanceOf(Refusal.class).hasMessageContaining("has been changed since");
        assertThat(world.get(Organizations.class).regions()).extracting(Region::getDisplayName).contains("US West");
    }

    @Test
    void givesNobodyAPermissionThatTheImporterDoesNotHold() {
        String json = files.export().replace("\"US West\"", "\"Far west\"");
        List<SectionDifference> shown = files.compare(NAME, json);
        asAda.close();
        asAda = Client.bind(new Client(user("rita").asActor(), null, null, null, "test"));
        assertThatThrownBy(() -> files.apply(NAME, json, shown)).isInstanceOf(Refusal.class).hasMessageContaining("You do not hold the permission");
        assertThat(world.get(Organizations.class).regions()).extracting(Region::getDisplayName).contains("US West");
    }

    @Test
    void leavesASuperAdmin() {
        String json = files.export().replace("\"SUPER_ADMIN\"", "\"REPORT_ADMIN\"");
        assertThatThrownBy(() -> importing(json)).isInstanceOf(Refusal.class).hasMessageContaining("no active super admin");
        assertThat(world.get(AdminRoles.class).superAdmins()).hasSize(2);
    }

    @Test
    void tellsSuperAdminsByMailWhomItGivesDisasterRecovery() {
        importing(files.export().replace("\"user\" : \"omar\"", "\"user\" : \"eve\""));
        assertThat(world.get(AdminRoles.class).permissionsOf(user("eve"))).contains(Permission.DR_MANAGE);
        assertThat(world.get(AdminRoles.class).permissionsOf(user("omar"))).isEmpty();
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT m.subject FROM OutboxMail m", String.class).getResultList()))
                .hasSize(2).allSatisfy(subject -> assertThat(subject).contains("Rights to disaster recovery given"));
    }

    @Test
    void saysWhoChangedWhatOthersMayBeEditing() {
        importing(files.export().replace("omar.haddad@", "omar@"));
        assertThat(user("omar").getChangedBy()).isEqualTo("Ada Marsh");
        assertThat(user("rita").getChangedBy()).isNull();
    }

    @Test
    void takesEverythingFromAClientThatIsNotInTheFile() {
        String before = files.export();
        ApiClients clients = world.get(ApiClients.class);
        String id = clients.create("Robot", null, java.util.Set.of(Permission.LOGS_READ), false, java.util.Set.of(RoleType.REPORT_ADMIN)).clientId();
        importing(before);
        assertThat(clients.active(id)).isEmpty();
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :type", RoleAssignment.class)
                .setParameter("type", PrincipalType.CLIENT).getResultList())).isEmpty();
        assertThat(clients.all()).extracting(ApiClient::getName).containsExactly("Robot");
        assertThat(files.compare(NAME, before)).isEmpty();
    }

    @Test
    void importsNothingInReadOnlyModeAndExportsAllTheSame() {
        String json = files.export();
        world.inTransaction(() -> world.em().createQuery("UPDATE Organization o SET o.serviceMode = :mode").setParameter("mode", ServiceMode.READ_ONLY).executeUpdate());
        assertThatThrownBy(() -> files.apply(NAME, json, List.of())).isInstanceOf(ReadOnlyRefusal.class);
        assertThat(files.export()).isEqualTo(json);
    }

    @Test
    void isForSuperAdminsOnly() {
        world.as("omar", List.of(Roles.USER, Roles.DR_MANAGE, Roles.USERS_MANAGE, Roles.ROLES_MANAGE), () -> {
            assertThatThrownBy(files::export).isInstanceOf(jakarta.ejb.EJBAccessException.class);
            assertThatThrownBy(() -> files.compare(NAME, "{}")).isInstanceOf(jakarta.ejb.EJBAccessException.class);
            assertThatThrownBy(() -> files.apply(NAME, "{}", List.of())).isInstanceOf(jakarta.ejb.EJBAccessException.class);
        });
    }
}
