package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dradmin.test.Build;
import org.dradmin.test.ListeningSockets;
import org.dradmin.test.MicroServer;
import org.junit.jupiter.api.Test;

/** What dr-run.jar promises to the person who starts the product. */
class LauncherSystemIT {

    @Test
    void refusesAPortInUseAndNamesTheSetting() throws Exception {
        MicroServer server = MicroServer.withEmptyData("port-in-use");
        try (ServerSocket other = new ServerSocket()) {
            other.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server.port()));
            assertThat(refusal(server)).contains("Port " + server.port()).contains("-Ddr.http.port=").contains("DR_HTTP_PORT");
        }
    }

    @Test
    void refusesADataDirectoryThatCannotBeWritten() throws Exception {
        Path file = Files.createTempFile(Build.newFolder("no-folder"), "a-file", "");
        assertThat(refusal(MicroServer.withEmptyData("unwritable").with("dr.data.dir", file.toString())))
                .contains(file.toString()).contains("cannot be written").contains("-Ddr.data.dir=");
    }

    @Test
    void refusesAnOrganizationFileThatIsNotThere() throws Exception {
        assertThat(refusal(MicroServer.withEmptyData("no-organization").with("dr.org.file", "nowhere.json"))).contains("nowhere.json").contains("dr.org.file");
    }

    @Test
    void refusesAPortThatIsNone() throws Exception {
        assertThat(refusal(MicroServer.withEmptyData("no-port").with("dr.http.port", "eighty"))).contains("dr.http.port is \"eighty\"");
    }

    @Test
    void refusesHttpsWithoutAKeystore() throws Exception {
        assertThat(refusal(MicroServer.withEmptyData("no-keystore").with("dr.https.port", "8443"))).contains("dr.https.keystore");
    }

    @Test
    void namesThePartThatAnInstallationLacks() throws Exception {
        Path folder = Build.newFolder("half-installed");
        Files.copy(Build.LAUNCHER, folder.resolve("dr-run.jar"));
        MicroServer server = MicroServer.withEmptyData("no-config").from(folder);
        assertThat(refusal(server)).contains(folder.resolve("config").toString()).contains("--config");
        Files.createSymbolicLink(folder.resolve("config"), Build.CONFIG);
        assertThat(refusal(server)).contains(folder.resolve("payara-micro.jar").toString()).contains("--micro");
    }

    private static Path installation() throws Exception {
        Path folder = Build.newFolder("installed");
        Files.copy(Build.LAUNCHER, folder.resolve("dr-run.jar"));
        Files.createSymbolicLink(folder.resolve("config"), Build.CONFIG);
        Files.createSymbolicLink(folder.resolve("payara-micro.jar"), Build.MICRO);
        Files.createSymbolicLink(folder.resolve("dr-web.war"), Build.WAR);
        return folder;
    }

    @Test
    void keepsOneServerToADataDirectoryAndClearsUpAfterAKilledLauncher() throws Exception {
        MicroServer server = MicroServer.withDemo("lifecycle").from(installation()).start();
        try {
            assertThat(server.output()).contains(server.uri().toString()).contains(server.data().toString());
            assertThat(List.of(server.status("/health"), server.status("/health/live"), server.status("/health/ready"))).containsOnly(200);
            assertThat(List.of(server.status("/metrics"), server.status("/openapi"))).allMatch(status -> status == 302 || status == 403 || status == 404);
            assertThat(Files.exists(server.data().resolve("run/jvm.args"))).as("start arguments with secrets, once started").isFalse();

            ListeningSockets.assertOnlyOnLoopback(server.process(), server.port());

            ProcessHandle first = server.process();
            ProcessHandle launcher = server.launcher().toHandle();
            assertThat(refusal(server)).contains("already runs").contains(server.uri().toString());

            launcher.destroyForcibly();
            launcher.onExit().join();
            assertThat(first.isAlive()).as("SIGKILL reaches the launcher alone").isTrue();
            server.start();
            assertThat(first.isAlive()).isFalse();
            assertThat(server.output()).contains("left its server behind");
        } finally {
            server.stop();
        }
        assertThat(server.process().isAlive()).as("SIGTERM to the launcher ends the server").isFalse();
        assertThat(Files.exists(server.data().resolve("run"))).as("the server's own files after its end").isFalse();
        try (Stream<Path> logs = Files.list(server.data().resolve("logs"))) {
            assertThat(logs.map(log -> log.getFileName().toString())).contains("dr-0.log");
        }
        assertThat(Files.readAllLines(server.data().resolve("logs/dr-0.log"))).allMatch(line -> line.startsWith("{\"Timestamp\":"));
    }

    private static String refusal(MicroServer server) throws Exception {
        Process launcher = server.launch();
        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).as(server.output()).isEqualTo(2);
        assertThat(server.output()).doesNotContain("Exception in").doesNotContain("\tat ");
        return server.output();
    }
}
