package org.dradmin.test;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's HAProxy on loopback before two tiny sites, "east" and "west", which answer with their name. It has two ways
 * in: {@link #site} through the backend {@code web}, whose servers {@code web/east} (in use) and {@code web/west} (in
 * maintenance) are health-checked, with {@code plain/east} and {@code plain/west} alike but not checked; and
 * {@link #mapped}, which picks a backend by the map. Classes that use it say {@code @Needs("haproxy")}.
 */
public final class HaproxyServer implements AutoCloseable {

    private final Path folder;
    private final int port = Ports.freeBlock(3);
    private final Map<String, HttpServer> sites = new HashMap<>();
    private Process process;

    private HaproxyServer(List<String> mapLines) throws IOException {
        folder = Files.createTempDirectory("dr-haproxy-");
        for (String site : List.of("east", "west")) {
            sites.put(site, site(site, Ports.free()));
        }
        Files.write(map(), mapLines);
        Files.writeString(folder.resolve("haproxy.cfg"), configuration());
    }

    /** A new one, running, whose map sends these domains to the site "east". */
    public static HaproxyServer start(String... domains) {
        try {
            HaproxyServer made = new HaproxyServer(Stream.of(domains).map(domain -> domain + " east").toList());
            try {
                made.run();
            } catch (RuntimeException e) {
                made.close();
                throw e;
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String configuration() {
        String server = "  server %s 127.0.0.1:%d %s%n";
        int east = sites.get("east").getAddress().getPort();
        int west = sites.get("west").getAddress().getPort();
        String check = "check inter 200 fall 3 rise 2";
        return """
                global
                  stats socket %1$s/admin.sock mode 600 level admin
                  stats socket %1$s/operator.sock mode 600 level operator
                  stats socket ipv4@127.0.0.1:%2$d level admin
                  server-state-file %1$s/state
                defaults
                  mode http
                  timeout connect 2s
                  timeout client 10s
                  timeout server 10s
                  load-server-state-from-file global
                frontend sites
                  bind 127.0.0.1:%3$d
                  default_backend web
                frontend mapped
                  bind 127.0.0.1:%4$d
                  use_backend %%[req.hdr(host),field(1,:),lower,map(%1$s/dr.map,nowhere)]
                backend nowhere
                  http-request return status 404
                """.formatted(folder, port, port + 1, port + 2)
                + "backend east\n" + server.formatted("s", east, "") + "backend west\n" + server.formatted("s", west, "")
                + "backend web\n" + server.formatted("east", east, check) + server.formatted("west", west, check + " disabled")
                + "backend plain\n" + server.formatted("east", east, "") + server.formatted("west", west, "disabled");
    }

    private static HttpServer site(String name, int at) throws IOException {
        HttpServer site = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        site.createContext("/", exchange -> {
            byte[] answer = name.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        site.start();
        return site;
    }

    private void run(String... further) throws IOException {
        List<String> command = new ArrayList<>(List.of(MachineTools.find("haproxy").orElseThrow().toString(), "-db", "-f",
                folder.resolve("haproxy.cfg").toString()));
        command.addAll(List.of(further));
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("haproxy.log").toFile())).start();
        Await.until("HAProxy's start", this::answers);
    }

    private boolean answers() {
        try {
            return ask("show info").contains("Pid: " + process.pid());
        } catch (UncheckedIOException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("HAProxy did not start: " + log(), e);
            }
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("haproxy.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new process takes over, as after {@code systemctl reload}: with what the files say. The old one ends by itself. */
    public void reload() {
        Process old = process;
        try {
            run("-sf", String.valueOf(old.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            old.destroyForcibly();
        }
    }

    /** Ends a site: its health check fails from then on. */
    public void stopSite(String name) {
        sites.get(name).stop(0);
    }

    /** The site is there again. */
    public void startSite(String name) {
        try {
            sites.put(name, site(name, sites.get(name).getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One command on the admin socket, in plain words, and its answer. */
    public String ask(String command) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(folder.resolve("admin.sock")));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How {@code show stat} has a server, or "" where there is none. */
    public String status(String server) {
        String[] name = server.split("/");
        return ask("show stat -1 4 -1").lines().map(line -> line.split(",", -1)).filter(line -> line.length > 17 && line[0].equals(name[0])
                && line[1].equals(name[1])).map(line -> line[17]).collect(Collectors.joining());
    }

    /** Waits until a server has that status. */
    public void await(String server, String status) {
        Await.until(server + " " + status, () -> status(server).equals(status));
    }

    /** What a client gets through the backend {@code web}. */
    public String site() {
        return get(port + 1, "localhost");
    }

    /** What a client of that domain gets through the map. */
    public String mapped(String domain) {
        return get(port + 2, domain);
    }

    /** By hand: the HTTP client of the JDK sets no foreign Host. */
    private String get(int at, String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), at)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(("GET / HTTP/1.0\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.0 200") ? answer.substring(answer.indexOf("\r\n\r\n") + 4)
                    : answer.lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String adminEndpoint() {
        return "unix:" + folder.resolve("admin.sock");
    }

    public String operatorEndpoint() {
        return "unix:" + folder.resolve("operator.sock");
    }

    public String tcpEndpoint() {
        return "127.0.0.1:" + port;
    }

    public Path folder() {
        return folder;
    }

    public Path map() {
        return folder.resolve("dr.map");
    }

    public Path state() {
        return folder.resolve("state");
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
        sites.values().forEach(site -> site.stop(0));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
