package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.dradmin.organization.SessionTimes;
import org.junit.jupiter.api.Test;

class UserSessionTest {

    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LIFETIME = Duration.ofHours(12);
    private static final SessionTimes TIMES = new SessionTimes(IDLE, LIFETIME, Duration.ofMinutes(15));

    private final UserSession session = new UserSession("public", "user", START, null);

    @Test
    void goesOnWhileSomebodyActs() {
        assertThat(session.isOver(START, START.plus(IDLE).minusMillis(1), TIMES)).isFalse();
        assertThat(session.isOver(START.plus(Duration.ofHours(11)), START.plus(LIFETIME).minusMillis(1), TIMES)).isTrue();
        assertThat(session.isOver(START.plus(LIFETIME).minusMillis(2), START.plus(LIFETIME).minusMillis(1), TIMES)).isFalse();
    }

    @Test
    void endsWhenNobodyActsForTheIdleTime() {
        assertThat(session.isOver(START, START.plus(IDLE), TIMES)).isTrue();
    }

    @Test
    void endsAfterItsLifetimeHoweverBusy() {
        assertThat(session.isOver(START.plus(LIFETIME), START.plus(LIFETIME), TIMES)).isTrue();
    }

    @Test
    void losesTheStepUpWhenItBeginsAnew() {
        UserSession renewed = session.steppedUp(START).renewed(START.plusSeconds(60));
        assertThat(renewed).isEqualTo(new UserSession("public", "user", START.plusSeconds(60), null));
    }

    @Test
    void holdsTheStepUpAsLongAsCountsNow() {
        UserSession steppedUp = session.steppedUp(START.plusSeconds(60));
        assertThat(steppedUp.stepUpUntil(TIMES)).isEqualTo(START.plusSeconds(960));
        assertThat(steppedUp.stepUpUntil(new SessionTimes(IDLE, LIFETIME, Duration.ofMinutes(5)))).isEqualTo(START.plusSeconds(360));
        assertThat(session.stepUpUntil(TIMES)).isNull();
    }

    @Test
    void asksToSignInAgainAtWhateverIsOverFirst() {
        assertThat(session.signInAt(START.plusSeconds(60), TIMES)).isEqualTo(START.plusSeconds(60).plus(IDLE));
        assertThat(session.signInAt(START.plus(LIFETIME).minusSeconds(60), TIMES)).isEqualTo(START.plus(LIFETIME));
        UserSession steppedUp = session.steppedUp(START.plusSeconds(60));
        assertThat(steppedUp.signInAt(START.plusSeconds(120), TIMES)).isEqualTo(START.plusSeconds(960));
        assertThat(steppedUp.signInAt(START, new SessionTimes(Duration.ofMinutes(5), LIFETIME, Duration.ofMinutes(15)))).isEqualTo(START.plusSeconds(300));
    }

    @Test
    void travelsToAnotherNode() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(session.steppedUp(START));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(session.steppedUp(START));
        }
    }
}
