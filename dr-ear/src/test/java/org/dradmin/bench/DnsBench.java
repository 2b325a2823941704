package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dradmin.organization.Side;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.SettingsFragment;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.dns.DnsConnector;
import org.dradmin.recovery.connector.dns.DnsSettings;
import org.dradmin.test.BindServer;
import org.dradmin.test.Figures;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.Test;

/**
 * The DNS connector alone, without the engine and its journal, beside nsupdate sending the same updates (the same
 * prerequisites, as many names a message) to the same BIND, in turns.
 */
@Needs({"named", "nsupdate", "dig", "rndc"})
class DnsBench {

    private static final String ZONE = "bench.test";
    /** What the engine hands a connector at once. */
    private static final int BATCH = 400;
    private static final int ROUNDS = 5;
    private static final String EAST = "192.0.2.10";
    private static final String WEST = "198.51.100.10";

    @Test
    void switchBesideNsupdate() throws IOException {
        List<String> table = new ArrayList<>(List.of("names   nsupdate     switch  ratio   inspect   verify   all three  ratio   (ms, median of " + ROUNDS + ")"));
        run(1000);
        for (int names : new int[] {1, 100, 1000, 10_000}) {
            table.add(run(names));
        }
        Figures.print("DNS connector beside nsupdate, one zone on BIND", table);
    }

    private static String run(int names) throws IOException {
        List<String> domains = IntStream.range(0, names).mapToObj(i -> "shop" + i + "." + ZONE).toList();
        double[][] times = new double[ROUNDS][];
        try (BindServer bind = BindServer.serving(ZONE, domains.stream().map(domain -> domain + ". 60 A " + EAST).toList())) {
            Configured<DnsSettings> connector = connector(bind);
            Path script = script(bind, domains);
            for (int round = 0; round < ROUNDS; round++) {
                times[round] = new double[] {0, 0, 0, 0};
                for (int from = 0; from < names; from += BATCH) {
                    List<DomainMove> batch = domains.subList(from, Math.min(names, from + BATCH)).stream().map(DnsBench::move).toList();
                    times[round][0] += time(() -> connector.inspect(situation(), batch));
                    times[round][1] += time(() -> connector.switchTo(situation(), batch));
                    times[round][2] += time(() -> connector.verify(situation(), batch));
                }
                long before = System.nanoTime();
                bind.nsupdate(script);
                times[round][3] = (System.nanoTime() - before) / 1e6;
                assertThat(bind.values(domains.get(names - 1), "A")).containsExactly(EAST);
            }
        }
        double inspect = median(times, 0);
        double switched = median(times, 1);
        double verify = median(times, 2);
        double nsupdate = median(times, 3);
        double whole = inspect + switched + verify;
        return "%5d   %8.1f   %8.1f   %4.2f  %8.1f %8.1f   %9.1f   %4.2f".formatted(names, nsupdate, switched, switched / nsupdate, inspect, verify, whole, whole / nsupdate);
    }

    private static double time(Supplier<Map<String, StepResult>> act) {
        long before = System.nanoTime();
        Map<String, StepResult> answers = act.get();
        double millis = (System.nanoTime() - before) / 1e6;
        assertThat(answers.values()).hasOnlyElementsOfType(Done.class);
        return millis;
    }

    private static double median(double[][] times, int column) {
        double[] sorted = Arrays.stream(times).mapToDouble(row -> row[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static Path script(BindServer bind, List<String> domains) throws IOException {
        List<String> lines = new ArrayList<>(List.of("server 127.0.0.1 " + bind.port(), "zone " + ZONE));
        for (int i = 0; i < domains.size(); i++) {
            String name = domains.get(i) + ".";
            lines.addAll(List.of("prereq yxrrset " + name + " A " + WEST, "update delete " + name + " A", "update add " + name + " 60 A " + EAST));
            if (i % BATCH == BATCH - 1 || i == domains.size() - 1) {
                lines.add("send");
            }
        }
        return Files.write(bind.folder().resolve("back"), lines);
    }

    private static Configured<DnsSettings> connector(BindServer bind) {
        Map<String, String> given = Map.of("dr.connector.hosts", bind.address(), "dr.secret.tsig", bind.secret());
        Settings settings = new Settings(key -> Optional.ofNullable(given.get(key)));
        return new Configured<>(new DnsConnector(new Reach(settings), new Secrets(settings)), SettingsFragment.read(DnsSettings.class, """
                { "zone": "%s", "server": "%s", "servers": ["%2$s"], "key": {"name": "%s", "secret": "env:DR_SECRET_TSIG"},
                  "values": { "us-east": {"A": ["%s"]}, "us-west": {"A": ["%s"]} } }""".formatted(ZONE, bind.address(), BindServer.KEY, EAST, WEST)));
    }

    private static DomainMove move(String domain) {
        return new DomainMove(domain, Side.DISASTER_RECOVERY, "us-east", "us-west", null, null);
    }

    private static Situation situation() {
        return new Situation("bench", "1.1", Mode.PLANNED, Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
    }
}
