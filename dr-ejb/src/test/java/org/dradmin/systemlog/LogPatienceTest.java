package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LogPatienceTest {

    private final TestContainer world = TestContainer.onDerby();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    @Timeout(60)
    void stopsInTheDatabaseWhatTakesTooLongAndSaysWhatToDo() {
        world.inTransaction(() -> IntStream.range(0, 2000).forEach(i -> world.get(SystemLog.class).write(Entry.of(EventType.SESSION_END))));

        assertThatThrownBy(() -> world.inTransaction(() -> new LogPatience(Duration.ofSeconds(1)).list(
                world.em().createQuery("SELECT COUNT(a) FROM LogEvent a, LogEvent b, LogEvent c WHERE a.uuid < b.uuid AND b.uuid < c.uuid", Long.class))))
                .isInstanceOf(LogSearchTooLong.class).hasMessageContaining("longer than 10 seconds").hasMessageContaining("Choose a shorter time range");
    }

    @Test
    void beginsNothingWhenTheTimeIsUp() {
        world.inTransaction(() -> {
            assertThatThrownBy(() -> new LogPatience(Duration.ZERO).list(LogQuery.ALL.in(world.em(), null))).isInstanceOf(LogSearchTooLong.class);
            assertThat(new LogPatience(LogPatience.SEARCH).list(LogQuery.ALL.in(world.em(), null))).isEmpty();
        });
    }
}
