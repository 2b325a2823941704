package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UserSessionTest {

    private static final Instant START = Instant.parse("2026-11-22T03:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final UserSession session = new UserSession("public", "user", START, null);

    @Test
    void goesOnWhileSomebodyActs() {
        assertThat(session.isOver(START, START.plus(IDLE).minusMillis(1), IDLE, LIFETIME)).isFalse();
        assertThat(session.isOver(START.plus(Duration.ofHours(11)), START.plus(LIFETIME).minusMillis(1), IDLE, Duration.ofHours(12))).isTrue();
        assertThat(session.isOver(START.plus(LIFETIME).minusMillis(2), START.plus(LIFETIME).minusMillis(1), IDLE, LIFETIME)).isFalse();
    }

    @Test
    void endsWhenNobodyActsForTheIdleTime() {
        assertThat(session.isOver(START, START.plus(IDLE), IDLE, LIFETIME)).isTrue();
    }

    @Test
    void endsAfterItsLifetimeHoweverBusy() {
        assertThat(session.isOver(START.plus(LIFETIME), START.plus(LIFETIME), IDLE, LIFETIME)).isTrue();
    }

    @Test
    void losesTheStepUpWhenItBeginsAnew() {
        UserSession renewed = session.steppedUp(START.plusSeconds(900)).renewed(START.plusSeconds(60));
        assertThat(renewed).isEqualTo(new UserSession("public", "user", START.plusSeconds(60), null));
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
