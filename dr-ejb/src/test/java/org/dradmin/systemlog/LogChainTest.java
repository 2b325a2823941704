package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.dradmin.systemlog.chain.Link;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every event that has a place is a link of the chain, also what was there before the chain. */
class LogChainTest {

    private final TestContainer world = TestContainer.onDerby();
    private final SystemLog log = world.get(SystemLog.class);
    private final LogChain chain = world.get(LogChain.class);

    @AfterEach
    void end() {
        world.close();
    }

    private void write(int number) {
        world.inTransaction(() -> IntStream.range(0, number).forEach(i -> log.write(Entry.of(EventType.FAILOVER).because("no " + i)
                .on(new Target("d" + i, "Domain", "Portal", "Größe", Map.of("to", "west", "from", "a\0b"))).fact("number", i))));
    }

    private void assertUnbroken(int events) {
        String hash = Link.GENESIS;
        List<LogChain.Row> rows = chain.from(1, Long.MAX_VALUE, events + 10);
        assertThat(rows).hasSize(events);
        for (LogChain.Row row : rows) {
            assertThat(row.link().previous()).isEqualTo(hash);
            assertThat(row.leaf()).isEqualTo(row.link().leaf());
            assertThat(row.findable()).isTrue();
            hash = row.link().hash();
        }
        LogChain.End end = chain.end();
        assertThat(end.position()).isEqualTo(events).isEqualTo(end.last());
        assertThat(end.hash()).isEqualTo(hash);
    }

    @Test
    void eventsBecomeLinksInTheOrderOfTheirPlaces() {
        write(3);
        world.get(LogSequencer.class).tick();
        write(701);
        world.get(LogSequencer.class).tick();
        assertUnbroken(704);
    }

    @Test
    void whatIsReadHasAPlaceAndALink() {
        write(2);
        assertThat(log.find(LogQuery.ALL, null, 10).events()).hasSize(2).allSatisfy(event -> {
            assertThat(event.getPosition()).isPositive();
            assertThat(event.getLink()).isPresent();
        });
    }

    @Test
    void theChainGrowsOverWhatHadPlacesBeforeThereWasOne() {
        write(1203);
        world.get(LogSequencer.class).bring();
        world.inTransaction(() -> {
            world.em().createNativeQuery("UPDATE log_event SET chain_previous = NULL, chain_leaf = NULL").executeUpdate();
            world.em().createNativeQuery("UPDATE log_sequence SET chain_position = 0, chain_hash = '" + Link.GENESIS + "'").executeUpdate();
        });
        write(5);
        assertThat(log.find(LogQuery.ALL, null, 1).events().get(0).getLink()).as("a place at once, a link when the chain has come to it").isEmpty();
        world.get(LogSequencer.class).tick();
        assertUnbroken(1208);
    }

    @Test
    void aRowThatThisProgramDidNotWriteStopsNothing() {
        write(1);
        world.inTransaction(() -> world.em().createNativeQuery("UPDATE log_event SET targets = '[{\"id\": 1, \"name\": \"x\"}]'").executeUpdate());
        world.get(LogSequencer.class).tick();
        assertThat(chain.end().position()).isEqualTo(1);
        assertThat(chain.from(1, 9, 9)).singleElement().satisfies(row -> assertThat(row.leaf()).isEqualTo(row.link().leaf()));
    }
}
