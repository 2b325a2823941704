package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.test.CrashScene;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.Figures;
import org.dradmin.test.MailFolder;
import org.dradmin.test.MicroServer;
import org.dradmin.test.Needs;
import org.dradmin.test.Operator;
import org.dradmin.test.TestOrganization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A failover of many domains whose server is killed ten times with SIGKILL, up to three times in the same failover and
 * also in the middle of the next start. Whatever the moment, the end is the one of a failover that nobody disturbed.
 *
 * <p>The moments are graded parts of the time that the undisturbed failover took, counted from the line in the log with
 * which a node takes the operation up. Where each kill hit is read from the journal and printed; one that came after
 * the end counts for nothing.
 */
@Needs("chromium")
class CrashSystemIT {

    private static final int DOMAINS = 1200;
    private static final int KILLS = 10;
    private static final int MOST_IN_ONE_FAILOVER = 3;
    private static final double[] MOMENTS = {0, 0.5, 0.85, 0.15, 0.3, 0.6, 0.4, 0.05, 0.75, 0.2};
    private static final String TAKEN_UP = "The operation is carried out by this node from here on";

    private final MicroServer server = MicroServer.withEmptyData("crash").with("dr.org.file", TestOrganization.file(DOMAINS, 3).toString());
    private final List<String> table = new ArrayList<>();
    private Duration undisturbed;

    /** What a failover leaves behind. */
    private record End(String status, boolean readOnly, long domainsOnTheirSide, int events, Map<String, Long> mails) { }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void endsAsIfNeverKilledAtTenMomentsOfAFailover() {
        server.start();
        try (Operator ada = new Operator()) {
            int events = 0;
            MailFolder mails = new MailFolder(server.data());
            ada.enter(server.uri()).start("Failover");
            End expected = end(ada, mails, events++);
            assertThat(expected.events()).isOne();
            assertThat(expected.readOnly()).isTrue();
            assertThat(expected.domainsOnTheirSide()).isEqualTo(DOMAINS);
            assertThat(expected.mails()).hasSize(4).containsValues(1L);
            undisturbed = recoveryTime(ada);

            for (int hits = 0; hits < KILLS;) {
                failBack(ada);
                mails = new MailFolder(server.data());
                hits += failOverUnderFire(ada, hits);
                assertThat(end(ada.enter(server.uri()), mails, events++)).as("the end after\n%s", String.join("\n", table)).isEqualTo(expected);
            }
        }
    }

    /** Its own mails are waited for, so that none of them is taken for one of the next failover's. */
    private void failBack(Operator ada) {
        MailFolder mails = new MailFolder(server.data());
        ada.start("Failback");
        ada.awaitStatus("Not failed over");
        DeployedServer.await("The failback's mails", Duration.ofMinutes(3), server.process(), () -> mails.since().size() >= 4);
    }

    /** @return how many kills hit the operation before its end */
    private int failOverUnderFire(Operator ada, int hitsBefore) {
        int hits = 0;
        double left = 1;
        long taken = timesTakenUp();
        ada.prepare("Failover");
        ada.confirm("Failover");
        for (int kill = 0; kill < MOST_IN_ONE_FAILOVER && hitsBefore + hits < KILLS; kill++) {
            if (kill > 0) {
                server.begin();
            }
            long before = taken;
            DeployedServer.await("Taking the operation up", Duration.ofMinutes(4), server.process(), () -> timesTakenUp() > before);
            Duration moment = Duration.ofMillis((long) (undisturbed.toMillis() * MOMENTS[hitsBefore + hits] * left));
            pass(moment);
            server.kill();
            taken = timesTakenUp();
            CrashScene scene = CrashScene.of(server.data());
            table.add("%-9s %7d ms   %-9s  steps %-44s domains %s".formatted(scene.running() ? "kill " + (hitsBefore + ++hits) : "too late",
                    moment.toMillis(), scene.operation(), scene.steps(), scene.domains()));
            Figures.print("Where the kills hit", table);
            if (!scene.running()) {
                // The machine has become faster than it was in the first run; the same moment would be too late again.
                undisturbed = undisturbed.multipliedBy(2).dividedBy(3);
                break;
            }
            left = scene.left();
        }
        server.start();
        return hits;
    }

    private End end(Operator ada, MailFolder mails, int eventsBefore) {
        ada.awaitStatus("Failed over");
        String status = ada.status();
        boolean readOnly = ada.page().locator(".banner").allInnerTexts().stream().anyMatch(text -> text.toLowerCase().contains("read-only"));
        DeployedServer.await("Two mails to each super admin", Duration.ofMinutes(3), server.process(), () -> mails.since().size() >= 4);
        long moved = IntStream.range(0, DOMAINS).filter(n -> server.go(TestOrganization.domain(n))
                .filter(where -> where.toString().equals(TestOrganization.endpoint(n, true))).isPresent()).count();
        return new End(status, readOnly, moved, ada.events("system.dr.failover").size() - eventsBefore, mails.since());
    }

    private static Duration recoveryTime(Operator ada) {
        Matcher time = Pattern.compile("actualRecoveryTime\\W+(PT[0-9.HMS]+)").matcher(ada.events("system.dr.failover").get(0));
        assertThat(time.find()).isTrue();
        return Duration.parse(time.group(1));
    }

    private long timesTakenUp() {
        try (Stream<String> lines = Files.lines(Path.of(server.data().toString(), "logs/dr-0.log"))) {
            return lines.filter(line -> line.contains(TAKEN_UP)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time that lies between an observation and a kill is itself what is tried. */
    private void pass(Duration moment) {
        try {
            server.process().onExit().get(moment.toMillis(), TimeUnit.MILLISECONDS);
            throw new IllegalStateException("The server ended by itself");
        } catch (TimeoutException itsMoment) {
            assertThat(server.process().isAlive()).isTrue();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
