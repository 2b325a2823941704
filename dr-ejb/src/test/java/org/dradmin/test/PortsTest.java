package org.dradmin.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

    @TempDir
    private Path folder;

    @Test
    void givesNoPortThatAnotherProcessHasLookedAt() throws Exception {
        Process other = asker();
        try (BufferedReader answer = new BufferedReader(new InputStreamReader(other.getInputStream()))) {
            int theirs = Integer.parseInt(answer.readLine());
            assertThat(IntStream.range(0, 1000).map(i -> Ports.free())).as("all that there are, and again").doesNotContain(theirs);
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** A process that says which port is free, does nothing with it, and lives on. */
    private Process asker() throws IOException {
        Path source = Files.writeString(folder.resolve("Asker.java"), """
                class Asker {
                    public static void main(String[] none) throws Exception {
                        System.out.println(org.dradmin.test.Ports.free());
                        System.in.read();
                    }
                }
                """);
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                source.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
