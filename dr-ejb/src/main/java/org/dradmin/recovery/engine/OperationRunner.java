package org.dradmin.recovery.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.StepLine;
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

    /** Batches that are looked at while the next one is written down; with more, an answer that comes soon goes first. */
    private static final int AHEAD = 2;
    private static final long SOON_MILLISECONDS = 50;

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
        Run run = new Run(lease);
        Agenda.Due last;
        try {
            last = run.drive();
        } finally {
            run.lanes.forEach(Lane::leave);
        }
        if (last.over()) {
            if (last.operation().getStopOrder() != null) {
                settle(lease);
            }
            while (!journal.finish(lease)) {
                settle(lease);
            }
        }
    }

    /** Gives all domains that wait for it their last word. */
    private void settle(Lease lease) {
        while (journal.settle(lease)) {
            // The next batch.
        }
    }

    /** What is on its way while this node drives an operation. */
    private final class Run {

        private final Lease lease;
        private final List<Lane> lanes = new ArrayList<>();
        /** Looks that have begun and are not in the journal yet. */
        private final List<Work> looks = new ArrayList<>();
        private final Map<String, Semaphore> turns = new HashMap<>();
        private final Semaphore bell = new Semaphore(0);

        Run(Lease lease) {
            this.lease = lease;
        }

        /** Until nothing can begin now. @return what there is to do then */
        Agenda.Due drive() {
            long held = System.nanoTime();
            boolean unwritten = journal.prepare(lease);
            boolean look = true;
            Agenda.Due due = null;
            while (true) {
                if (look) {
                    due = fill(!unwritten);
                }
                if (unwritten) {
                    look = lanes.stream().filter(Lane::looks).count() < AHEAD || !await(SOON_MILLISECONDS);
                    if (look) {
                        unwritten = journal.prepare(lease);
                    }
                } else if (lanes.isEmpty()) {
                    return due;
                } else {
                    look = !await(LOOK_EVERY_MILLISECONDS);
                }
                look |= advance();
                if (System.nanoTime() - held > settings.lease().toNanos() / 3) {
                    journal.hold(lease);
                    held = System.nanoTime();
                }
            }
        }

        /**
         * Carries out what people decided and begins what is due, for as long as there is room; one is on its way, and goes
         * on, while the next is read.
         *
         * @param obedient whether decisions can be carried out yet
         * @return what there is to do beside
         */
        private Agenda.Due fill(boolean obedient) {
            while (true) {
                Set<StepRun.Key> busy = lanes.stream().map(lane -> lane.work().line().key(lease.operationId())).collect(Collectors.toSet());
                Agenda.Due due = agenda.due(lease.operationId(), busy, LANES - lanes.size());
                if (obedient && due.ordered() && journal.obey(lease)) {
                    continue;
                }
                // Steps of a group begin with the same domains, whatever happens to these at a neighbour; batches have none in common.
                boolean apart = due.lines().stream().map(StepLine::step).distinct().count() == 1;
                for (StepLine line : due.lines()) {
                    begin(agenda.work(due, line));
                    if (apart) {
                        advance();
                    }
                }
                // What ended at once made room.
                if (lanes.size() - busy.size() >= due.lines().size()) {
                    writeLooks();
                    return due;
                }
            }
        }

        private void begin(Work work) {
            if (work.moves().isEmpty() || work.blocked() != null) {
                journal.skip(lease, work);
                return;
            }
            Configured<?> connector;
            try {
                connector = connectors.configured(work.connector().type(), work.connector().settings());
            } catch (IllegalArgumentException e) {
                journal.inspecting(lease, List.of(work));
                journal.result(lease, work, Given.all(work.moves(), new Failed(e.getMessage())));
                return;
            }
            Semaphore turn = connector.switchesInTurn() ? turns.computeIfAbsent(work.line().connector(), one -> new Semaphore(1, true)) : null;
            Lane lane = new Lane(lease, work, connector, journal, calls, turn, bell::release);
            lane.begin();
            lanes.add(lane);
            looks.add(work);
        }

        /** @return whether one has come to its end, so that there is room for another */
        private boolean advance() {
            List<Lane> over = lanes.stream().filter(Lane::canAdvance).toList();
            if (over.isEmpty()) {
                return false;
            }
            writeLooks();
            return lanes.removeAll(over.stream().filter(lane -> lane.advance(clock.instant())).toList());
        }

        private void writeLooks() {
            if (!looks.isEmpty()) {
                journal.inspecting(lease, looks);
                looks.clear();
            }
        }

        /** Until a call is over, or that time. @return whether one is over */
        private boolean await(long milliseconds) {
            try {
                boolean over = lanes.stream().anyMatch(Lane::canAdvance) || bell.tryAcquire(milliseconds, TimeUnit.MILLISECONDS);
                bell.drainPermits();
                return over;
            } catch (InterruptedException e) {
                throw new IllegalStateException("The server is stopping; the operation goes on after its next start.", e);
            }
        }
    }
}
