package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dradmin.OnPostgresql;
import org.dradmin.TestContainer;
import org.dradmin.organization.Organization;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Region;
import org.dradmin.organization.probe.Availability;
import org.dradmin.organization.probe.Probes;
import org.dradmin.organization.probe.Prober;
import org.dradmin.organization.probe.RegionStanding;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * One round of probes at many protected domains, each with an endpoint of its own in both regions, on PostgreSQL and
 * with the settings it comes with: a round is due each 60 s, an endpoint has 5 s to answer. The size can be given:
 * {@code -Ddr.bench.domains=1000,10000}.
 */
@Needs({"initdb", "psql"})
class ProbeBench {

    private final OnPostgresql database = new OnPostgresql();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    @Test
    void looksAtEveryEndpoint() throws Exception {
        List<String> table = new ArrayList<>();
        for (String size : System.getProperty("dr.bench.domains", "1000,10000").split(",")) {
            int domains = Integer.parseInt(size.strip());
            try (TestContainer world = TestContainer.onDerby().setting("dr.probe.private", "true"); Site site = new Site()) {
                world.replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(ProbeBench.class.getClassLoader(),
                        new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> threads.submit((Runnable) arguments[0])));
                fill(world, site, domains);
                table.add("%,d protected domains, %,d endpoints, seconds of a round".formatted(domains, 2 * domains));
                table.add("  %-50s %7.1f".formatted("every endpoint answers", round(world)));
                assertThat(standing(world)).extracting(RegionStanding::availability).containsOnly(Availability.UP);
                site.hangs = 20;
                table.add("  %-50s %7.1f".formatted("one of twenty takes the question and says nothing", round(world)));
                site.hangs = 2;
                table.add("  %-50s %7.1f".formatted("every second one says nothing", round(world)));
                assertThat(standing(world)).extracting(RegionStanding::availability).containsOnly(Availability.DEGRADED);
                table.add("  %-50s %7.1f".formatted("what the status page is made of", once(() -> world.get(Probes.class).standing(200))));
            }
        }
        Figures.tell("Probes", "probes.txt", table);
    }

    private static List<RegionStanding> standing(TestContainer world) {
        return world.get(Probes.class).standing(1).regions();
    }

    /** @return seconds */
    private static double round(TestContainer world) {
        world.inTransaction(() -> world.em().createNativeQuery("UPDATE probe_round SET due_at = 0, lease_until = 0").executeUpdate());
        return once(() -> world.get(Prober.class).round());
    }

    private static double once(Runnable act) {
        long begun = System.nanoTime();
        act.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    private static void fill(TestContainer world, Site site, int domains) {
        world.inTransaction(() -> {
            Region east = new Region("east", "East", List.of());
            Region west = new Region("west", "West", List.of());
            world.em().persist(new Organization("org", "Example", Instant.EPOCH));
            world.em().persist(east);
            world.em().persist(west);
            for (int n = 0; n < domains; n++) {
                world.em().persist(new ProtectedDomain("d%05d.example.test".formatted(n), n == 0, east, site.uri("east", n), west, site.uri("west", n), Instant.EPOCH));
            }
        });
    }

    /** Answers every request but those of some domains, which it takes and says nothing to. */
    private final class Site implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
        private final Queue<Socket> silent = new ConcurrentLinkedQueue<>();
        /** Each such number; 0 for none. */
        private volatile int hangs;

        Site() throws IOException {
            threads.submit(() -> {
                while (!socket.isClosed()) {
                    Socket connection = socket.accept();
                    threads.submit(() -> answer(connection));
                }
                return null;
            });
        }

        URI uri(String region, int number) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + region + "/" + number);
        }

        private void answer(Socket connection) {
            try {
                byte[] request = new byte[4096];
                String head = new String(request, 0, Math.max(0, connection.getInputStream().read(request)), StandardCharsets.US_ASCII);
                int number = head.isEmpty() ? 0 : Integer.parseInt(head.split(" ")[1].split("/")[2]);
                if (hangs > 0 && number % hangs == 0) {
                    silent.add(connection);
                    return;
                }
                connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                connection.close();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (Socket connection : silent) {
                connection.close();
            }
        }
    }
}
