package org.dradmin.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.dradmin.systemlog.chain.Link;
import org.dradmin.systemlog.chain.Seal;
import org.dradmin.systemlog.chain.SealKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the administrator of the database does to the past is found, and where, as far as a seal vouches for it. */
class TamperedLogTest {

    @TempDir
    private Path folder;
    private EvidenceWorld world;

    /** Places 1 to 10 under seal 2, the key's event and 10 more up to 21 under seal 3, three that nothing vouches for yet. */
    @BeforeEach
    void aLogOfTwoSealsAndSomethingUnsealed() {
        world = new EvidenceWorld(folder).sealed(10).sealed(10).written(3);
        assertThat(world.lines()).hasSize(3);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void assertFound(String... parts) {
        LogCheck.Result result = world.check();
        assertThat(result.findings()).as("faults").anySatisfy(finding -> assertThat(finding).contains(parts));
    }

    @Test
    void findsNothingInALogThatNobodyTouchedAndSaysWhatIsNotProvenYet() {
        LogCheck.Result result = world.check();

        assertThat(result.findings()).isEmpty();
        assertThat(result.events()).isEqualTo(24);
        assertThat(result.proven()).isEqualTo(21);
        assertThat(result.last()).isEqualTo(24);
        assertThat(result.notes()).singleElement().asString().contains("Places 22 to 24 are not sealed yet");
    }

    @Test
    void findsAChangedEvent() {
        world.tamper("UPDATE log_event SET outcome_reason = 'never happened' WHERE log_position = 5");
        assertFound("Place 5: the event was changed");
        assertThat(world.check().faults()).isEqualTo(1);
    }

    @Test
    void findsAChangeOfEveryColumn() {
        for (String column : List.of("published = published + 1", "event_type = 'x'", "severity = 'WARN'", "display_message = 'x'", "actor_id = 'x'", "actor_type = 'x'",
                "actor_name = 'x'", "actor_display = 'x'", "client_address = 'x'", "user_agent = 'x'", "session_id = 'x'", "transaction_id = 'x'",
                "outcome = 'NOTHING'", "outcome_reason = NULL", "targets = '[]'", "debug_data = '{}'", "debug_data = '{\"n\":\"0\",\"n\":\"1\"}'", "search_text = 'x'",
                "uuid = 'u'", "chain_leaf = '" + "0".repeat(64) + "'", "chain_previous = NULL", "log_position = NULL")) {
            try (EvidenceWorld other = new EvidenceWorld(folder.resolve(Integer.toString(column.hashCode())))) {
                other.sealed(5).tamper("DELETE FROM log_target", "UPDATE log_event SET " + column + " WHERE log_position = 3");
                assertThat(other.check().findings()).as(column).anySatisfy(finding -> assertThat(finding).containsPattern("^Places? 3\\b"));
            }
        }
    }

    @Test
    void findsThatFiltersWereMadeToOverlookAnEvent() {
        world.tamper("DELETE FROM log_target WHERE event_uuid = (SELECT uuid FROM log_event WHERE log_position = 4)");
        assertFound("Place 4", "what searches and filters go by was changed");
    }

    @Test
    void findsRemovedEvents() {
        world.tamper("DELETE FROM log_target", "DELETE FROM log_event WHERE log_position IN (7, 8)");
        assertFound("Places 7 to 8 are missing: 2 events were taken out");
    }

    @Test
    void findsEventsInEachOthersPlaces() {
        world.tamper("UPDATE log_event SET log_position = -6 WHERE log_position = 6", "UPDATE log_event SET log_position = 6 WHERE log_position = 7",
                "UPDATE log_event SET log_position = 7 WHERE log_position = -6");
        assertFound("Place 6 does not follow place 5");
        assertFound("Place 7 does not follow place 6");
    }

    @Test
    void findsAnEventPutIn() {
        String columns = "published, event_type, severity, display_message, actor_id, actor_type, actor_name, actor_display, transaction_id, outcome, targets, debug_data,"
                + " search_text, log_position, chain_previous, chain_leaf";
        world.tamper("INSERT INTO log_event (uuid, " + columns + ") SELECT 'forged', " + columns + " FROM log_event WHERE log_position = 9");
        assertFound("Place 9 is claimed by two events");
    }

    @Test
    void findsTheLastRowChangedRewrittenOrCutOff() {
        world.tamper("UPDATE log_event SET outcome_reason = 'x' WHERE log_position = 24");
        assertFound("Place 24: the event was changed");
        world.tamper("UPDATE log_event SET chain_leaf = '" + "ab".repeat(32) + "' WHERE log_position = 24");
        assertFound("Place 24, the last one, was rewritten");
        world.tamper("DELETE FROM log_target", "DELETE FROM log_event WHERE log_position = 24");
        assertFound("Places 24 to 24 are missing: the end of the log was cut off");
    }

    @Test
    void saysThatTheUnsealedEndIsUnprovenWhereItWasRewrittenWithEverything() {
        world.tamper("UPDATE log_event SET outcome_reason = 'x', severity = 'WARN' WHERE log_position = 23").recomputeFrom(23);
        LogCheck.Result result = world.check();
        assertThat(result.proven()).isEqualTo(21);
        assertThat(result.findings()).as("only the search text that was left behind").singleElement().asString().startsWith("Place 23");
        assertThat(result.notes()).anySatisfy(note -> assertThat(note).contains("Places 22 to 24 are not sealed yet"));
    }

    @Test
    void findsAWhollyRecomputedChain() {
        world.tamper("UPDATE log_event SET severity = 'WARN' WHERE log_position = 15").recomputeFrom(1);
        LogCheck.Result result = world.check();
        assertThat(result.findings()).anySatisfy(finding -> assertThat(finding).contains("Places 11 to 21", "not what seal 3", "in the database"))
                .anySatisfy(finding -> assertThat(finding).contains("Places 11 to 21", world.sealFile.toString()));
        assertThat(result.proven()).isEqualTo(10);
    }

    @Test
    void findsARecomputedChainWhoseSealsAreGoneAsWell() {
        world.tamper("UPDATE log_event SET severity = 'WARN' WHERE log_position = 15", "DELETE FROM log_seal WHERE seal_number = 3").recomputeFrom(15);
        assertFound("Places 11 to 21", "not what seal 3", world.sealFile.toString());
        assertFound("Seal 3", "is missing in the database");
    }

    @Test
    void findsARecomputedChainThatSomebodyElseSealed() {
        SealKey stranger = SealKey.make();
        world.tamper("UPDATE log_event SET severity = 'WARN' WHERE log_position = 2", "DELETE FROM log_seal").recomputeFrom(1);
        var end = world.node.get(org.dradmin.systemlog.LogChain.class).end();
        Seal first = Seal.sign(null, Seal.Kind.KEY, 0, Link.GENESIS, world.node.clock().instant(), stranger.publicKey(), stranger);
        Seal second = Seal.sign(first, Seal.Kind.SEAL, end.position(), end.hash(), world.node.clock().instant(), null, stranger);
        for (Seal seal : List.of(first, second)) {
            world.tamper("INSERT INTO log_seal VALUES (" + seal.number() + ", '" + seal.kind() + "', " + seal.position() + ", 0, '" + seal.line() + "')");
        }
        assertFound("Places up to 10", "not what seal 1", world.sealFile.toString());
        assertFound("The key of this server is not the one that signs seals");
        world.written(1).node.get(Sealing.class).tick();
        assertThat(world.node.get(Sealing.class).trouble()).as("it does not go on as if nothing had happened").isPresent();
        assertThat(world.lines()).hasSize(3);
    }

    @Test
    void findsAnEndCutOffWithItsSealsAndItsCounter() {
        world.tamper("DELETE FROM log_target", "DELETE FROM log_event WHERE log_position > 10", "DELETE FROM log_seal WHERE seal_number = 3").recomputeFrom(10);
        assertFound("The log ends at place 10, but seal 3", "vouched for events up to place 21");
    }

    @Test
    void saysHowFarOnlyTheDatabaseVouchesForItself() throws IOException {
        Files.delete(world.sealFile);
        assertThat(world.check().notes()).anySatisfy(note -> assertThat(note).contains("Behind place 0 only seals in the database itself"));
        world.node.get(Sealing.class).tick();
        assertThat(world.lines()).as("what is missing is added").hasSize(4);
    }

    @Test
    void findsSealsThatWereChangedInEitherPlace() throws IOException {
        world.tamper("UPDATE log_seal SET line = 'nothing' WHERE seal_number = 2");
        assertFound("Behind seal 1 stands something else (in the database)");
        Files.writeString(world.sealFile, "nothing\n", StandardOpenOption.APPEND);
        assertFound("Behind seal 3 stands something else (in " + world.sealFile);
    }
}
