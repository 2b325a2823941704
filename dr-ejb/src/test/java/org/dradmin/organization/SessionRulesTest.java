package org.dradmin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.ejb.EJBAccessException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dradmin.TestContainer;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The organization's own session times, within the limits of a server that allows 30 minutes, 12 hours and 3 minutes. */
class SessionRulesTest {

    private static final SessionMinutes OWN = new SessionMinutes(20, 480, 3);

    private final TestContainer world = TestContainer.onDerby().setting("dr.session.stepup", "180");
    private final SessionRules rules = world.get(SessionRules.class);

    @BeforeEach
    void found() {
        world.inTransaction(() -> world.em().persist(new Organization("org", "Example", world.clock().instant())));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private List<Map<String, String>> events() {
        return Written.events(world, "system.session_times.update").stream().map(LogEvent::getDebugData).toList();
    }

    @Test
    void areTheServersUntilTheOrganizationHasItsOwn() {
        assertThat(rules.own()).isEqualTo(SessionMinutes.NONE);
        assertThat(rules.times()).isEqualTo(rules.limits()).isEqualTo(new SessionTimes(Duration.ofMinutes(30), Duration.ofHours(12), Duration.ofMinutes(3)));
        rules.change(SessionMinutes.NONE, new SessionMinutes(20, null, null));
        assertThat(rules.times()).isEqualTo(new SessionTimes(Duration.ofMinutes(20), Duration.ofHours(12), Duration.ofMinutes(3)));
    }

    @Test
    void tellWhatWasAndIs() {
        rules.change(SessionMinutes.NONE, OWN);
        rules.change(OWN, OWN);
        rules.change(OWN, new SessionMinutes(20, 480, null));
        assertThat(events()).hasSize(2);
        assertThat(events().get(0)).containsEntry("before", "Without a request: as long as the server allows; However busy: as long as the server allows; Step-up: as long as the server allows")
                .containsEntry("after", "Without a request: 20 minutes; However busy: 8 hours; Step-up: 3 minutes");
        assertThat(events().get(1)).containsEntry("before", "Step-up: 3 minutes").containsEntry("after", "Step-up: as long as the server allows");
    }

    @ParameterizedTest
    @CsvSource({"31, 480, 3, idleMinutes, 30 minutes at most (its setting dr.session.idle)", "4, 480, 3, idleMinutes, at least 5 minutes", "20, 721, 3, lifetimeMinutes, 12 hours at most",
        "20, 0, 3, lifetimeMinutes, at least 5 minutes", "20, 480, 4, stepUpMinutes, 3 minutes at most", "20, 480, 2147483647, stepUpMinutes, 3 minutes at most",
        "20, 480, -1, stepUpMinutes, at least 3 minutes", "30, 29, 3, idleMinutes, a session lasts in all"})
    void areRefusedAtTheFieldBeyondWhatIsPossible(int idle, int lifetime, int stepUp, String field, String reason) {
        FaultyField fault = catchThrowableOfType(FaultyField.class, () -> rules.change(SessionMinutes.NONE, new SessionMinutes(idle, lifetime, stepUp)));
        assertThat(fault.all()).extracting(FaultyField::field).containsExactly(field);
        assertThat(fault.reason()).contains(reason);
        assertThat(rules.own()).isEqualTo(SessionMinutes.NONE);
    }

    @Test
    void areSaidAllAtOnceWhereSeveralAreWrong() {
        assertThat(catchThrowableOfType(FaultyField.class, () -> rules.change(SessionMinutes.NONE, new SessionMinutes(31, 1, 99))).all())
                .extracting(FaultyField::field).containsExactly("idleMinutes", "lifetimeMinutes", "stepUpMinutes");
    }

    @Test
    void areNeverLongerThanALimitThatWasSetLowerSince() {
        assertThat(new SessionTimes(Duration.ofMinutes(10), Duration.ofHours(12), Duration.ofSeconds(90)).with(OWN))
                .isEqualTo(new SessionTimes(Duration.ofMinutes(10), Duration.ofHours(8), Duration.ofSeconds(90)));
    }

    @Test
    void showTheSecondAdminWhatTheFirstChanged() {
        rules.change(SessionMinutes.NONE, OWN);
        assertThatThrownBy(() -> rules.change(SessionMinutes.NONE, new SessionMinutes(10, null, null))).isInstanceOf(Outdated.class)
                .hasMessageContaining("Without a request: was as long as the server allows, is now 20 minutes.");
    }

    @Test
    void areForSuperAdminsAndRefusedInReadOnlyMode() {
        world.as("omar", List.of(Roles.USER, Roles.DR_MANAGE), () -> {
            assertThatThrownBy(() -> rules.change(SessionMinutes.NONE, OWN)).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(rules::own).isInstanceOf(EJBAccessException.class);
            assertThat(rules.times()).isEqualTo(rules.limits());
        });
        world.inTransaction(() -> world.em().createQuery("UPDATE Organization o SET o.serviceMode = :mode").setParameter("mode", ServiceMode.READ_ONLY).executeUpdate());
        assertThatThrownBy(() -> rules.change(SessionMinutes.NONE, OWN)).isInstanceOf(ReadOnlyRefusal.class).hasMessageContaining("read-only mode since");
    }

    @Test
    void areSaidInWords() {
        assertThat(SessionTimes.words(Duration.ofMinutes(30))).isEqualTo("30 minutes");
        assertThat(SessionTimes.words(Duration.ofSeconds(3661))).isEqualTo("1 hour 1 minute 1 second");
        assertThat(SessionTimes.words(Duration.ZERO)).isEqualTo("no time");
    }
}
