package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBTransactionRequiredException;
import java.util.List;
import org.dradmin.organization.Feature;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.ServiceMode;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules every other test leans on. */
class TestContainerTest {

    private final TestContainer world = TestContainer.onDerby();
    private final Organizations organizations = world.get(Organizations.class);
    private final SystemLog log = world.get(SystemLog.class);

    @BeforeEach
    void foundTheOrganization() {
        world.inTransaction(() -> world.em().persist(new Organization("org", "Example", world.clock().instant())));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private long events() {
        return world.inTransaction(() -> world.em().createQuery("SELECT COUNT(e) FROM LogEvent e", Long.class).getSingleResult());
    }

    @Test
    void commitsAChangeWithItsEvent() {
        organizations.switchFeature(Feature.SELF_SERVICE, true);

        assertThat(organizations.isOn(Feature.SELF_SERVICE)).isTrue();
        assertThat(events()).isEqualTo(1);
    }

    @Test
    void rollsBackWithTheCallersTransaction() {
        assertThatThrownBy(() -> world.inTransaction(() -> {
            organizations.switchFeature(Feature.SELF_SERVICE, true);
            log.writeApart(Entry.of(EventType.REFUSED));
            throw new IllegalArgumentException("no");
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(organizations.isOn(Feature.SELF_SERVICE)).isFalse();
        assertThat(events()).as("only the one written apart").isEqualTo(1);
    }

    @Test
    void insistsOnATransactionWhereItIsMandatory() {
        assertThatThrownBy(() -> log.write(Entry.of(EventType.REFUSED))).isInstanceOf(EJBTransactionRequiredException.class);
    }

    @Test
    void letsAnInterceptorStopACall() {
        world.inTransaction(() -> organizations.enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));

        assertThatThrownBy(() -> organizations.switchFeature(Feature.SELF_SERVICE, true)).isInstanceOf(ReadOnlyRefusal.class);
        assertThat(organizations.isOn(Feature.SELF_SERVICE)).isFalse();
    }

    @Test
    void holdsACallerToTheRoles() {
        world.as("anna", List.of("okta.dr.read"), () -> {
            assertThat(organizations.regions()).isEmpty();
            assertThatThrownBy(() -> organizations.switchFeature(Feature.SELF_SERVICE, true)).isInstanceOf(EJBAccessException.class);
        });
    }

    @Test
    void givesAnotherNodeTheSameDatabase() {
        organizations.switchFeature(Feature.SELF_SERVICE, true);
        try (TestContainer node = world.anotherNode()) {
            assertThat(node.get(Organizations.class).isOn(Feature.SELF_SERVICE)).isTrue();
        }
        assertThat(organizations.isOn(Feature.SELF_SERVICE)).isTrue();
    }

    @Test
    void beginsEveryWorldWithWhatTheMigrationsPutThereAndNothingElse() {
        organizations.switchFeature(Feature.SELF_SERVICE, true);
        world.inTransaction(() -> world.em().createNativeQuery("UPDATE front_door_revision SET revision = 7").executeUpdate());
        world.close();

        try (TestContainer next = TestContainer.onDerby()) {
            Number revision = next.inTransaction(() ->
                    (Number) next.em().createNativeQuery("SELECT revision FROM front_door_revision").getSingleResult());
            assertThat(revision.longValue()).isZero();
            assertThat(next.get(Organizations.class).isOn(Feature.SELF_SERVICE)).isFalse();
            assertThat(next.get(Organizations.class).organization()).isEmpty();
        }
    }
}
