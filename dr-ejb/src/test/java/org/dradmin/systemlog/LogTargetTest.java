package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The targets of an event in columns, be they few or many. */
class LogTargetTest {

    private final TestContainer world = TestContainer.onDerby();

    @AfterEach
    void end() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, LogTarget.MOST + 1})
    void areWrittenAsTheyAre(int number) {
        List<Target> targets = new ArrayList<>(IntStream.range(1, number).mapToObj(i -> Target.of("User", "person-" + i, "Person " + i)).toList());
        targets.add(0, new Target("{a,\"b\\c'd\",NULL}", "User", null, "Zoë \\ \"Žluť\", NULL\nand {more}", Map.of()));
        targets.addAll(number > 1 ? List.of(targets.get(1)) : List.of());
        Entry entry = Entry.of(EventType.SESSION_END);
        targets.forEach(entry::on);
        world.inTransaction(() -> world.get(SystemLog.class).write(entry));

        List<LogTarget> stored = world.inTransaction(() -> world.em().createQuery("SELECT t FROM LogTarget t", LogTarget.class).getResultList());
        LogEvent event = world.inTransaction(() -> world.em().createQuery("SELECT e FROM LogEvent e", LogEvent.class).getSingleResult());
        List<LogTarget> wanted = LogTarget.of(event.getUuid(), event.getPublished(), targets);
        assertThat(stored).hasSameSizeAs(wanted).allSatisfy(one -> assertThat(wanted).anyMatch(one::says));
        assertThat(stored).hasSize(Math.min(targets.size(), LogTarget.MOST));
    }
}
