package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.dradmin.TestContainer;
import org.dradmin.platform.CannotStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path temp;
    private final TestContainer world = TestContainer.onDerby();

    @AfterEach
    void end() {
        world.close();
    }

    private String start(TestContainer node, Path directory) {
        node.setting("dr.data.dir", directory.toString());
        return node.get(DataDirectory.class).nodeId();
    }

    @Test
    void makesTheDirectoryForItsOwnerOnly() throws IOException {
        Path directory = temp.resolve("a/b");

        start(world, directory);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory))).isEqualTo("rwx------");
    }

    @Test
    void keepsItsNodeIdOverStartsAndDiffersFromOthers() {
        String first;
        String again;
        try (TestContainer node = world.anotherNode()) {
            first = start(node, temp.resolve("one"));
        }
        try (TestContainer node = world.anotherNode()) {
            again = start(node, temp.resolve("one"));
        }

        assertThat(again).isEqualTo(first).hasSizeBetween(32, 64);
        assertThat(start(world, temp.resolve("two"))).isNotEqualTo(first);
    }

    @Test
    void refusesADirectoryThatAnotherApplicationOfThisProcessHolds() {
        start(world, temp);

        assertThatThrownBy(() -> start(world.anotherNode(), temp)).rootCause().isInstanceOf(CannotStart.class)
                .hasMessageContaining("is in use by another application on this same server").hasMessageContaining("dr.data.dir");
    }

    @Test
    void refusesADirectoryThatAnotherProcessHolds() throws Exception {
        Path data = Files.createDirectory(temp.resolve("data"));
        Process other = locker(data.resolve("lock"));
        try {
            assertThat(other.getInputStream().read()).as("the other process holds the lock").isEqualTo('y');

            assertThatThrownBy(() -> start(world, data)).rootCause().isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is in use by another process");
        } finally {
            end(other);
        }
    }

    @Test
    void keepsOtherProcessesOutAfterItHasRefusedSomebodyInItsOwn() throws Exception {
        start(world, temp);
        assertThatThrownBy(() -> start(world.anotherNode(), temp)).hasMessageContaining("is in use");

        Process other = locker(temp.resolve("lock"));
        try {
            assertThat(other.getInputStream().read()).as("the other process does not get the lock").isEqualTo('n');
        } finally {
            end(other);
        }
    }

    /** A process that tries to lock the file, says y or n, and lives on. */
    private Process locker(Path file) throws IOException {
        Path source = Files.writeString(temp.resolve("Locker.java"), """
                import java.nio.channels.FileChannel;
                import java.nio.file.Path;
                import java.nio.file.StandardOpenOption;
                class Locker {
                    public static void main(String[] file) throws Exception {
                        var channel = FileChannel.open(Path.of(file[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        System.out.write(channel.tryLock() == null ? 'n' : 'y');
                        System.out.flush();
                        System.in.read();
                    }
                }
                """);
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString(), file.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void startsAgainAfterARefusedStart() throws IOException {
        Path directory = temp.resolve("data");
        Files.writeString(directory, "a file in the way");
        assertThatThrownBy(() -> start(world.anotherNode(), directory)).hasMessageContaining("cannot be written");
        Files.delete(directory);

        assertThat(start(world, directory)).isNotEmpty();
    }

    @Test
    void refusesAPlaceThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "not a directory");

        assertThatThrownBy(() -> start(world, file.resolve("data"))).hasMessageContaining("The data directory " + file.resolve("data"))
                .hasMessageContaining("cannot be written").hasMessageContaining("dr.data.dir");
    }

    @Test
    void refusesADirectoryWithoutRoom() {
        assertThatThrownBy(() -> DataDirectory.refuseIfFull(temp, DataDirectory.LEAST_ROOM - 1)).isInstanceOf(CannotStart.class)
                .hasMessageContaining("49 MB of room left").hasMessageContaining("50 MB are needed");
        DataDirectory.refuseIfFull(temp, DataDirectory.LEAST_ROOM);
    }
}
