package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.StepResult.Failed;

/**
 * Drives one operation from wherever its journal says it stands, until it ends or has to wait. It remembers nothing
 * itself: killed at any moment, the next run, here or on another node, goes on from the journal to the same end.
 */
@ApplicationScoped
public class OperationRunner {

    /** Steps and batches of a group that are on their way side by side. */
    static final int LANES = 4;

    private static final long LOOK_EVERY_MILLISECONDS = 250;

    @Inject
    private Journal journal;
    @Inject
    private Agenda agenda;
    @Inject
    private Connectors connectors;
    @Inject
    private ConnectorCalls calls;
    @Inject
    private Settings settings;
    @Inject
    private Clock clock;

    /** @throws LeaseLost when another node has taken the operation over */
    public void run(Lease lease) {
        while (journal.prepare(lease)) {
            // The next batch.
        }
        List<Lane> lanes = new ArrayList<>();
        Semaphore bell = new Semaphore(0);
        long held = System.nanoTime();
        boolean look = true;
        while (true) {
            if (look) {
                obey(lease, lanes.isEmpty());
                fill(lanes, lease, bell);
            }
            if (lanes.isEmpty()) {
                break;
            }
            look = !await(lanes, bell);
            look |= lanes.removeIf(lane -> lane.canAdvance() && lane.advance(clock.instant()));
            if (System.nanoTime() - held > settings.lease().toNanos() / 3) {
                journal.hold(lease);
                held = System.nanoTime();
            }
        }
        if (agenda.nothingWaits(lease.operationId())) {
            while (agenda.leavesOpen(lease.operationId()) && journal.settle(lease)) {
                // The next batch.
            }
            journal.finish(lease);
        }
    }

    /** @param idle whether nothing is on its way: an order to stop is carried out only then */
    private void obey(Lease lease, boolean idle) {
        while (agenda.hasOrders(lease.operationId(), idle) && journal.obey(lease)) {
            // The next one.
        }
    }

    /** Begins what is due, for as long as there is room; one is on its way while the next is read. */
    private void fill(List<Lane> lanes, Lease lease, Semaphore bell) {
        boolean more = true;
        while (more) {
            Set<StepRun.Key> busy = lanes.stream().map(lane -> lane.work().line().key(lease.operationId())).collect(Collectors.toSet());
            Agenda.Due due = agenda.due(lease.operationId(), busy, LANES - lanes.size());
            due.lines().forEach(line -> begin(lanes, lease, agenda.work(lease.operationId(), due, line), bell));
            // What ended at once made room.
            more = lanes.size() - busy.size() < due.lines().size();
        }
    }

    private void begin(List<Lane> lanes, Lease lease, Work work, Semaphore bell) {
        if (work.moves().isEmpty() || work.blocked() != null) {
            journal.skip(lease, work);
            return;
        }
        Configured<?> connector;
        try {
            connector = connectors.configured(work.connector().type(), work.connector().settings());
        } catch (IllegalArgumentException e) {
            journal.inspecting(lease, work);
            journal.result(lease, work, Given.all(work.moves(), new Failed(e.getMessage())));
            return;
        }
        Lane lane = new Lane(lease, work, connector, journal, calls, bell::release);
        lane.begin();
        lanes.add(lane);
    }

    /** Until a call is over, or it is time to look what else there is. @return whether a call is over */
    private static boolean await(List<Lane> lanes, Semaphore bell) {
        try {
            boolean over = lanes.stream().anyMatch(Lane::canAdvance) || bell.tryAcquire(LOOK_EVERY_MILLISECONDS, TimeUnit.MILLISECONDS);
            bell.drainPermits();
            return over;
        } catch (InterruptedException e) {
            throw new IllegalStateException("The server is stopping; the operation goes on after its next start.", e);
        }
    }
}
