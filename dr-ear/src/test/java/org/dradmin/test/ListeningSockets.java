package org.dradmin.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCP addresses at which a process listens, as Linux tells them (proc(5): net/tcp, net/tcp6, fd). */
public final class ListeningSockets {

    private static final String LISTEN = "0A";
    /** 127.0.0.1, ::1 and ::ffff:127.0.0.1, as words of four bytes in this machine's order, least significant first. */
    private static final Set<String> LOOPBACK = Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

    private ListeningSockets() {
    }

    /** Fails when a stranger could reach the process, or when it listens at other ports than these. */
    public static void assertOnlyOnLoopback(ProcessHandle process, Integer... ports) {
        List<String> addresses = of(process);
        assertThat(addresses).as("listens").isNotEmpty().allMatch(address -> LOOPBACK.contains(address.split(":")[0]), "on loopback");
        assertThat(addresses.stream().map(address -> HexFormat.fromHexDigits(address.split(":")[1])).collect(Collectors.toSet())).containsExactlyInAnyOrder(ports);
    }

    private static List<String> of(ProcessHandle process) {
        Set<String> sockets = new TreeSet<>();
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
            descriptors.map(ListeningSockets::target).forEach(sockets::add);
            return Stream.of("net/tcp", "net/tcp6").map(proc::resolve).flatMap(ListeningSockets::lines)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[3].equals(LISTEN) && sockets.contains("socket:[" + columns[9] + "]"))
                    .map(columns -> columns[1]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            // It does not listen either.
            return "";
        }
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
