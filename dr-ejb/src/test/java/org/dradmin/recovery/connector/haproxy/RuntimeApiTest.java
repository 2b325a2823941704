package org.dradmin.recovery.connector.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.test.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that answers wrongly, late or not at all, on both kinds of sockets. */
class RuntimeApiTest {

    private static final String SILENT = "-";

    @TempDir
    private Path folder;
    private ServerSocketChannel listening;
    private Duration patience = Duration.ofSeconds(30);

    @AfterEach
    void close() throws IOException {
        if (listening != null) {
            listening.close();
        }
    }

    /** Answers one connection with this, or takes it and stays silent. */
    private RuntimeApi api(boolean unix, String answer) throws IOException {
        int port = Ports.free();
        Path path = folder.resolve("s.sock");
        SocketAddress address = unix ? UnixDomainSocketAddress.of(path) : new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        listening = unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        listening.bind(address);
        Thread peer = new Thread(() -> {
            try (SocketChannel channel = listening.accept()) {
                channel.read(ByteBuffer.allocate(1000));
                if (answer.equals(SILENT)) {
                    channel.read(ByteBuffer.allocate(1000));
                }
                channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                // The other side, or the test, is over.
            }
        });
        peer.setDaemon(true);
        peer.start();
        return api(unix ? "unix:" + path : "127.0.0.1:" + port);
    }

    private RuntimeApi api(String endpoint) {
        Map<String, String> allowed = Map.of("dr.connector.hosts", "127.0.0.1", "dr.connector.files", folder.toString());
        return new RuntimeApi(Endpoint.of(endpoint), new Reach(new Settings(key -> Optional.ofNullable(allowed.get(key)))),
                patience, System.nanoTime() + Duration.ofMinutes(1).toNanos());
    }

    private static Failed failure(RuntimeApi api) {
        Trouble trouble = catchThrowableOfType(Trouble.class, () -> api.tell("set server a/b state ready"));
        assertThat(trouble.answer()).isInstanceOf(Failed.class);
        return (Failed) trouble.answer();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesSilenceForUnknownAndDoesNotWaitForEver(boolean unix) throws IOException {
        patience = Duration.ofMillis(300);
        long begin = System.nanoTime();
        Failed failed = failure(api(unix, SILENT));
        assertThat(failed.unreachable()).isFalse();
        assertThat(failed.reason()).contains("not known");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesAClosedConnectionForUnknown(boolean unix) throws IOException {
        assertThat(failure(api(unix, "")).reason()).contains("without a whole answer", "not known");
    }

    @Test
    void takesHalfAnAnswerForNone() throws IOException {
        assertThat(failure(api(true, "1\n# be_id be_name")).reason()).contains("without a whole answer");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesAnEmptyLineForSuccess(boolean unix) throws IOException {
        api(unix, "\n").tell("set server a/b state ready");
    }

    @Test
    void saysWhoIsNotThere() {
        for (String nobody : new String[] {"unix:" + folder + "/nobody.sock", "127.0.0.1:" + Ports.free()}) {
            Failed failed = failure(api(nobody));
            assertThat(failed.unreachable()).isTrue();
            assertThat(failed.reason()).contains(nobody);
        }
    }

    @Test
    void goesOnlyWhereTheServerAllows() {
        for (String elsewhere : new String[] {"unix:/var/run/docker.sock", "127.0.0.2:22"}) {
            assertThat(catchThrowableOfType(Reach.OutOfReach.class, () -> api(elsewhere).ask("show info")).answer()).isInstanceOf(Refused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"No such backend.", "No such server.", "Unknown map identifier. Please use #<id> or <file>.", "Permission denied",
        "Require 'admin level'", "Unknown command, but maybe one of the following ones is a better match:\n  help"})
    void knowsHaproxysRefusals(String answer) throws IOException {
        Trouble trouble = catchThrowableOfType(Trouble.class, () -> api(true, answer + "\n\n").tell("x"));
        assertThat(trouble.answer()).isInstanceOf(Refused.class);
    }

    @Test
    void takesAnyOtherWordForFailure() throws IOException {
        assertThat(failure(api(true, "Something\u0007 went wrong.\n\n")).reason()).contains("Something? went wrong.");
    }
}
