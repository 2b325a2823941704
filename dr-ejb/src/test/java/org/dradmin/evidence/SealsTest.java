package org.dradmin.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.CannotStart;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogSequencer;
import org.dradmin.systemlog.chain.Seal;
import org.dradmin.systemlog.chain.SealKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the log is sealed, with which key, and where seals go. */
class SealsTest {

    @TempDir
    private Path folder;
    private EvidenceWorld world;

    @AfterEach
    void end() {
        world.close();
    }

    private Sealing sealing() {
        return world.node.get(Sealing.class);
    }

    private List<Seal> sealsInFile() {
        return world.lines().stream().map(Seal::read).toList();
    }

    @Test
    void sealsWhatIsNewOnceAMinuteAndNothingElse() {
        world = new EvidenceWorld(folder);
        world.written(2);
        sealing().tick();
        assertThat(sealsInFile()).extracting(Seal::kind).containsExactly(Seal.Kind.KEY, Seal.Kind.SEAL);
        world.written(2);
        sealing().tick();
        assertThat(sealsInFile()).as("too early").hasSize(2);
        world.node.clock().advance(Duration.ofSeconds(45));
        sealing().tick();
        assertThat(sealsInFile()).hasSize(3);
        world.node.clock().advance(Duration.ofHours(1));
        sealing().tick();
        assertThat(sealsInFile()).as("nothing new").hasSize(3);
        assertThat(sealsInFile().get(2).signedBy(world.node.get(SealKeyFile.class).publicKey())).isTrue();
        assertThat(sealing().trouble()).isEmpty();
    }

    @Test
    void makesItsKeyForItsOwnerOnly() throws IOException {
        world = new EvidenceWorld(folder).sealed(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data/seal-key.pem")))).isEqualTo("rw-------");
    }

    @Test
    void sealsWithANewKeyThatTheOneBeforeHasSigned() {
        world = new EvidenceWorld(folder).sealed(3);
        String before = world.node.get(SealKeyFile.class).id();
        world.node.get(LogIntegrity.class).renewKey();
        String after = world.node.get(SealKeyFile.class).id();
        assertThat(world.check().findings()).as("before the new key has sealed anything").isEmpty();
        world.sealed(2);

        assertThat(after).isNotEqualTo(before);
        assertThat(world.node.get(SealKeyFile.class).has(before)).as("the old one is forgotten").isFalse();
        assertThat(sealsInFile()).extracting(Seal::keyId).containsExactly(before, before, before, after);
        assertThat(SealKey.id(sealsInFile().get(2).announced())).isEqualTo(after);
        assertThat(world.newest(EventType.LOG_SEAL_KEY).getDebugData()).containsEntry("previousKey", before);
        assertThat(world.check().findings()).isEmpty();
        assertThat(world.check().notes()).noneSatisfy(note -> assertThat(note).contains("new key"));
    }

    @Test
    void takesANewKeyThatAPersonPutsBeforeTheOldOne() throws IOException {
        SealKey old = SealKey.make();
        SealKey next = SealKey.make();
        Path file = Files.writeString(folder.resolve("given.pem"), old.pem());
        world = new EvidenceWorld(folder);
        world.node.setting("dr.seal.key", file.toString());
        world.sealed(1);
        Files.writeString(file, next.pem() + old.pem());
        try (TestContainer restarted = world.node.anotherNode()) {
            restarted.get(Sealing.class).tick();
            assertThat(restarted.get(SealKeyFile.class).id()).isEqualTo(next.id());
            assertThat(sealsInFile()).last().satisfies(seal -> assertThat(seal.kind()).isEqualTo(Seal.Kind.KEY));
        }
        assertThat(Files.readString(file)).as("the old key is of no use any more").isEqualTo(next.pem());
        world.written(1);
        world.node.clock().advance(Duration.ofMinutes(1));
        sealing().tick();
        sealing().tick();
        assertThat(sealsInFile()).last().satisfies(seal -> assertThat(seal.keyId()).as("the running node found it").isEqualTo(next.id()));
        assertThat(world.check().findings()).isEmpty();
    }

    @Test
    void saysWhenTheKeyIsLostAndBeginsAnewOnlyWhenToldTo() throws IOException {
        world = new EvidenceWorld(folder).sealed(2);
        LogIntegrity integrity = world.node.get(LogIntegrity.class);
        assertThatThrownBy(integrity::beginWithNewKey).isInstanceOf(Refusal.class).hasMessageContaining("Renew it instead");
        Files.writeString(folder.resolve("data/seal-key.pem"), SealKey.make().pem());
        world.node.get(SealKeyFile.class).read();
        world.written(1);
        sealing().tick();
        assertThat(sealing().trouble()).hasValueSatisfying(trouble -> assertThat(trouble).contains("is not the one that signs seals"));
        assertThat(integrity.standing().trouble()).contains("begin with the new key");
        assertThatThrownBy(integrity::renewKey).isInstanceOf(Refusal.class);

        integrity.beginWithNewKey();
        world.sealed(1);
        assertThat(sealing().trouble()).isEmpty();
        assertThat(world.check().findings()).isEmpty();
        assertThat(world.check().notes()).anySatisfy(note -> assertThat(note).contains("a new key began", "did not sign"));
        assertThat(world.newest(EventType.LOG_SEAL_KEY).getOutcomeReason()).contains("is lost");
    }

    @Test
    void doesNotStartWithAKeyItCannotUse() throws IOException {
        world = new EvidenceWorld(folder);
        Path file = Files.writeString(folder.resolve("wrong.pem"), "no key");
        try (TestContainer node = world.node.anotherNode().setting("dr.seal.key", file.toString())) {
            assertThatThrownBy(() -> node.get(SealKeyFile.class).id()).hasStackTraceContaining(CannotStart.class.getName()).hasStackTraceContaining("setting dr.seal.key");
        }
    }

    @Test
    void mailsASealAtMostOnceInEachInterval() {
        world = new EvidenceWorld(folder);
        world.node.setting("dr.seal.mail", "auditor@example.test, notary@example.test");
        world.sealed(1).sealed(1).sealed(1);
        assertThat(mails()).isEqualTo(2);
        world.node.clock().advance(Duration.ofHours(1));
        world.sealed(1);
        assertThat(mails()).isEqualTo(4);
    }

    private long mails() {
        return world.node.inTransaction(() -> world.node.em().createQuery("SELECT COUNT(m) FROM OutboxMail m WHERE m.subject LIKE 'System Log sealed%'", Long.class).getSingleResult());
    }

    @Test
    void makesEachSealAnEventWhereAskedForAndNoSealForThatAlone() {
        world = new EvidenceWorld(folder);
        world.node.setting("dr.seal.events", "true");
        world.sealed(1);
        world.node.get(LogSequencer.class).tick();
        assertThat(Seal.read(world.newest(EventType.LOG_SEAL).getDebugData().get("seal"))).isEqualTo(sealsInFile().get(1));
        world.node.clock().advance(Duration.ofMinutes(2));
        sealing().tick();
        world.node.get(LogSequencer.class).tick();
        world.node.clock().advance(Duration.ofMinutes(2));
        int settled = sealsInFile().size();
        sealing().tick();
        assertThat(sealsInFile()).hasSize(settled);
    }

    @Test
    void catchesUpWhenTheFileWasOutOfReach() throws IOException {
        world = new EvidenceWorld(folder);
        Files.writeString(folder.resolve("away"), "a file where the directory should be");
        world.written(1);
        sealing().tick();
        assertThat(sealing().trouble()).hasValueSatisfying(trouble -> assertThat(trouble).contains("dr.seal.file"));
        Files.delete(folder.resolve("away"));
        world.node.clock().advance(Duration.ofMinutes(1));
        world.sealed(1);
        assertThat(sealsInFile()).extracting(Seal::number).containsExactly(1L, 2L, 3L);
        assertThat(sealing().trouble()).isEmpty();
    }
}
