package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.dradmin.TestContainer;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ServiceMode;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {

    private static final List<String> TABLES = List.of("Organization", "Region", "ProtectedDomain", "Application", "FeatureSwitch",
            "User", "Credential", "Group", "AdminRole", "ResourceSet", "RoleAssignment", "RecoveryPlan", "LogEvent");
    private static final String OWN_PASSWORD = "long-enough-for-anybody";

    @TempDir
    private Path temp;
    private final TestContainer world = TestContainer.onDerby();

    @AfterEach
    void end() {
        world.close();
    }

    private TestContainer withFile(String json) throws IOException {
        return world.setting("dr.org.file", Files.writeString(temp.resolve("organization.json"), json).toString());
    }

    private void start() {
        world.get(FirstStart.class).ensure();
    }

    private Map<String, Long> rows() {
        return world.inTransaction(() -> {
            Map<String, Long> rows = new TreeMap<>();
            TABLES.forEach(table -> rows.put(table,
                    world.em().createQuery("SELECT COUNT(x) FROM " + table + " x", Long.class).getSingleResult()));
            return rows;
        });
    }

    private List<LogEvent> events(EventType type) {
        return Written.events(world, type);
    }

    private Path passwordFile() {
        return world.get(DataDirectory.class).path().resolve("initial-admin-password");
    }

    private Credential credentialOf(String username) {
        return world.inTransaction(() -> world.em().createQuery("SELECT c FROM User u, Credential c WHERE c.userId = u.id "
                + "AND u.username = :name", Credential.class).setParameter("name", username).getSingleResult());
    }

    @Test
    void makesAnEmptyOrganizationAndASuperAdminWithAMadePassword() throws IOException {
        start();

        String password = Files.readString(passwordFile()).strip();
        assertThat(password).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}").hasSizeGreaterThanOrEqualTo(24);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passwordFile()))).isEqualTo("rw-------");
        assertThat(Credential.matches(credentialOf("admin"), password)).isTrue();
        assertThat(credentialOf("admin").isMustChange()).isTrue();
        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("admin");
        assertThat(world.get(Organizations.class).organization()).map(Organization::getName).contains("Organization");
        assertThat(events(EventType.ORGANIZATION_CREATED)).hasSize(1);
        assertThat(events(EventType.ADMIN_CREATED)).singleElement().satisfies(event ->
                assertThat(event.getDebugData()).containsEntry("username", "admin"));
    }

    @Test
    void putsTheMadePasswordIntoNoEvent() throws IOException {
        start();
        String password = Files.readString(passwordFile()).strip();

        List<Object[]> texts = world.inTransaction(() -> world.em().createQuery(
                "SELECT e.searchText, e.debugData, e.targets FROM LogEvent e", Object[].class).getResultList());

        assertThat(texts).isNotEmpty().allSatisfy(event -> assertThat(List.of(event).toString()).doesNotContain(password));
    }

    @Test
    void makesTheSuperAdminThatTheSettingsName() {
        world.setting("dr.admin.username", "root@example.com").setting("dr.admin.password", OWN_PASSWORD);

        start();

        assertThat(Credential.matches(credentialOf("root@example.com"), OWN_PASSWORD)).isTrue();
        assertThat(credentialOf("root@example.com").isMustChange()).isFalse();
        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getEmail).containsExactly("root@example.com");
        assertThat(passwordFile()).doesNotExist();
    }

    @Test
    void refusesAPasswordFromTheSettingsThatIsTooShortWithoutShowingIt() {
        world.setting("dr.admin.password", "tooshort77");

        assertThatThrownBy(this::start).rootCause().hasMessageContaining("dr.admin.password is too short");
        assertThatThrownBy(this::start).message().doesNotContain("tooshort77");
        assertThat(rows().values()).containsOnly(0L);
    }

    @Test
    void changesNothingAtTheSecondStart() throws IOException {
        withFile("""
                {"organization": {"id": "org", "name": "Example"},
                 "users": [{"username": "ada", "displayName": "Ada", "email": "ada@example.test",
                            "password": "long-enough-for-anybody", "roles": ["SUPER_ADMIN"]}]}
                """);
        start();
        Map<String, Long> before = rows();
        Files.writeString(temp.resolve("organization.json"), "{ broken");

        try (TestContainer again = world.anotherNode()) {
            again.get(FirstStart.class).ensure();
        }

        assertThat(rows()).isEqualTo(before).containsEntry("Organization", 1L).containsEntry("User", 1L);
        assertThat(passwordFile()).doesNotExist();
    }

    @Test
    void writesNothingAfterAFaultAndTriesAgainAtTheNextStart() throws IOException {
        withFile("""
                {"organization": {"id": "org", "name": "Example"},
                 "regions": [{"code": "us-east", "name": "US East"}],
                 "users": [{"username": "ada", "displayName": "Ada", "email": "ada", "roles": ["ADMIN"]}]}
                """);

        assertThatThrownBy(this::start).isInstanceOfAny(CannotStart.class, jakarta.ejb.EJBException.class)
                .hasMessageContaining(temp.resolve("organization.json").toString())
                .hasMessageContaining("line 3, column 63 (/users/0/email)")
                .hasMessageContaining("line 3, column 80 (/users/0/roles/0): \"ADMIN\" is no standard role");
        assertThat(rows().values()).containsOnly(0L);

        withFile("{\"organization\": {\"name\": \"Example\"}}");
        start();
        assertThat(world.get(Organizations.class).organization()).map(Organization::getName).contains("Example");
    }

    @Test
    void writesNothingWhenTheSuperAdminCannotBeMade() throws IOException {
        withFile("""
                {"organization": {"name": "Example"},
                 "users": [{"username": "Admin", "displayName": "A", "email": "a@example.test"}]}
                """);

        assertThatThrownBy(this::start).rootCause().hasMessageContaining("the username admin belongs to somebody without that role");

        assertThat(rows().values()).containsOnly(0L);
        assertThat(passwordFile()).doesNotExist();
    }

    @Test
    void removesThePasswordFileOnceNobodyMustChangeAPassword() {
        start();
        world.inTransaction(() -> world.em().createQuery("SELECT c FROM Credential c", Credential.class).getSingleResult()
                .change(Credential.hash(OWN_PASSWORD), world.clock().instant()));

        start();

        assertThat(passwordFile()).doesNotExist();
    }

    @Test
    void providesASuperAdminAgainWhereNoneIsLeftEvenWhileReadOnly() {
        start();
        world.inTransaction(() -> {
            world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE));
            world.em().createQuery("DELETE FROM RoleAssignment a").executeUpdate();
        });
        world.setting("dr.admin.username", "second").setting("dr.admin.password", OWN_PASSWORD);

        start();

        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("second");
    }

    /** What config/operations.md tells those who lost the password of the last super admin. */
    @Test
    void providesASuperAdminAgainWhenTheLastOnesPasswordWasTakenAway() {
        start();
        world.inTransaction(() -> world.em().createNativeQuery(
                "DELETE FROM credential WHERE user_id = (SELECT id FROM person WHERE username_key = 'admin')").executeUpdate());
        world.setting("dr.admin.username", "rescue");

        start();

        assertThat(passwordFile()).exists();
        assertThat(credentialOf("rescue").isMustChange()).isTrue();
        assertThat(events(EventType.ADMIN_CREATED)).hasSize(2);
    }

    @Test
    void startsAnInstallationThatHasNoSuperAdminAndCannotGetOne() {
        start();
        world.inTransaction(() -> world.em().createQuery("DELETE FROM RoleAssignment a").executeUpdate());

        start();

        assertThat(world.get(AdminRoles.class).superAdmins()).as("admin is taken by somebody without the role").isEmpty();
    }

    /** Lets both nodes see that there is no organization before either makes one. */
    static class MeetingOrganizations extends Organizations {

        private static final CyclicBarrier BOTH_LOOKED = new CyclicBarrier(2);
        private boolean met;

        @Override
        public java.util.Optional<Organization> organization() {
            var found = super.organization();
            if (!met && found.isEmpty()) {
                met = true;
                try {
                    BOTH_LOOKED.await(1, TimeUnit.MINUTES);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
            return found;
        }
    }

    @Test
    void makesOneOrganizationAndOneSuperAdminWhenTwoNodesStartAtOnce() throws Exception {
        try (TestContainer one = world.anotherNode(); TestContainer two = world.anotherNode()) {
            List<CompletableFuture<Void>> starts = List.of(one, two).stream().map(node -> {
                node.subclass(Organizations.class, MeetingOrganizations.class);
                return CompletableFuture.runAsync(() -> node.get(FirstStart.class).ensure());
            }).toList();
            for (CompletableFuture<Void> start : starts) {
                start.get(2, TimeUnit.MINUTES);
            }

            assertThat(rows()).containsEntry("Organization", 1L).containsEntry("User", 1L).containsEntry("Credential", 1L)
                    .containsEntry("RoleAssignment", 1L);
            assertThat(events(EventType.ADMIN_CREATED)).hasSize(1);
            List<Path> files = List.of(one, two).stream()
                    .map(node -> node.get(DataDirectory.class).path().resolve("initial-admin-password")).filter(Files::exists).toList();
            assertThat(files).as("only the node that made the admin has its password").hasSize(1);
            assertThat(Credential.matches(credentialOf("admin"), Files.readString(files.get(0)).strip())).isTrue();
        }
    }
}
