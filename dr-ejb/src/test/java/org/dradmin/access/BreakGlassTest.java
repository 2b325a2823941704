package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ServiceMode;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way in for whoever has the machine, and for nobody else. */
class BreakGlassTest {

    private final TestContainer world = TestContainer.onDerby();
    private final BreakGlass breakGlass = world.get(BreakGlass.class);
    private Path data;

    @BeforeEach
    void found() {
        data = world.get(DataDirectory.class).path();
        world.inTransaction(() -> {
            world.em().persist(new Organization("org", "Example", now()));
            User ada = person("ada");
            world.em().persist(new Credential(ada, Credential.hash("forgotten by everybody"), false, now()));
            world.em().persist(RoleAssignment.standard(PrincipalType.USER, ada.getId(), RoleType.SUPER_ADMIN, now()));
            person("eve");
        });
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Instant now() {
        return world.clock().instant();
    }

    private User person(String name) {
        User user = new User(name, name, name + "@example.test");
        world.em().persist(user);
        world.em().flush();
        return user;
    }

    private User named(String name) {
        return world.inTransaction(() -> world.em().createQuery("SELECT u FROM User u WHERE u.usernameKey = :key", User.class)
                .setParameter("key", name).getResultStream().findFirst().orElse(null));
    }

    private Credential credentialOf(String name) {
        User user = named(name);
        return world.inTransaction(() -> world.em().find(Credential.class, user.getId()));
    }

    private String ask(String content) throws IOException {
        Files.writeString(data.resolve("break-glass"), content);
        breakGlass.look();
        assertThat(data.resolve("break-glass")).doesNotExist();
        Path answer = data.resolve("break-glass-password");
        return Files.exists(answer) ? Files.readString(answer).strip() : null;
    }

    private List<LogEvent> events() {
        return Written.events(world, EventType.BREAK_GLASS);
    }

    private List<String> mails() {
        return world.inTransaction(() -> world.em().createQuery("SELECT m.recipient FROM OutboxMail m ORDER BY m.recipient", String.class).getResultList());
    }

    @Test
    void givesAKnownSuperAdminAPasswordForOneSignIn() throws IOException {
        world.clock().advance(Duration.ofMinutes(1));
        String password = ask("Ada\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("break-glass-password")))).isEqualTo("rw-------");
        assertThat(Credential.matches(credentialOf("ada"), password)).isTrue();
        assertThat(credentialOf("ada").isMustChange()).isTrue();
        assertThat(named("ada").accepts(now().minusSeconds(1))).as("sessions from before").isFalse();
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.getActor().type()).isEqualTo("SystemPrincipal");
            assertThat(event.getDebugData()).containsEntry("username", "ada").containsEntry("before", "active, super admin").containsKey("fileOwner");
            assertThat(event.getDebugData().toString()).doesNotContain(password);
        });
        assertThat(mails()).containsExactly("ada@example.test");
    }

    @Test
    void makesSomebodyElseASuperAdminAndTellsAllOfThem() throws IOException {
        ask("eve");
        ask("root@example.test");
        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("ada", "eve", "root@example.test");
        assertThat(named("root@example.test").getEmail()).isEqualTo("root@example.test");
        assertThat(events()).extracting(event -> event.getDebugData().get("before")).containsExactlyInAnyOrder("active, no super admin", "nobody of this name");
        assertThat(mails()).contains("ada@example.test", "eve@example.test", "root@example.test");
    }

    @Test
    void opensToADeactivatedOneWhileTheOrganizationIsFailedOver() throws IOException {
        world.inTransaction(() -> world.em().find(User.class, named("ada").getId()).deactivate(now()));
        world.inTransaction(() -> world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));
        assertThat(ask("ada")).isNotNull();
        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("ada");
    }

    @Test
    void doesNothingWithoutTheFileOrWithANameThatIsNone() throws IOException {
        breakGlass.look();
        assertThat(ask("")).isNull();
        assertThat(ask("two\nnames")).isNull();
        assertThat(ask("x".repeat(5000))).isNull();
        Files.createSymbolicLink(data.resolve("break-glass"), Files.writeString(data.resolve("elsewhere"), "eve"));
        breakGlass.look();
        assertThat(data.resolve("break-glass-password")).doesNotExist();
        assertThat(events()).isEmpty();
        assertThat(world.get(AdminRoles.class).superAdmins()).hasSize(1);
    }

    @Test
    void removesThePasswordOnceItHasBeenChanged() throws IOException {
        ask("ada");
        breakGlass.look();
        assertThat(data.resolve("break-glass-password")).exists();
        world.inTransaction(() -> world.em().find(Credential.class, named("ada").getId()).change(Credential.hash("a password of one's own"), now()));
        breakGlass.look();
        assertThat(data.resolve("break-glass-password")).doesNotExist();
    }
}
