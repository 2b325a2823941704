package org.dradmin.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dradmin.recovery.StepLine;
import org.dradmin.recovery.StepRun;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.engine.Agenda;
import org.dradmin.recovery.engine.Given;
import org.dradmin.recovery.engine.Journal;
import org.dradmin.recovery.engine.Lease;
import org.dradmin.recovery.engine.Work;

/**
 * Where the time of a failover goes. The driver does one thing at a time: it writes the journal, reads what is next, or
 * waits for connectors, whose acts go side by side and are added up by themselves.
 */
final class Phases {

    private static final Map<String, LongAdder> NANOSECONDS = new ConcurrentHashMap<>();
    /** What the driver does, in its order. */
    private static final List<String> DRIVER = List.of("request", "prepare", "agenda", "intents", "results", "finish");
    private static final List<String> ACTS = List.of("inspect", "switchTo", "verify");
    static final String HEADER = String.join("  ", DRIVER.stream().map("%8s"::formatted).toList()) + "     waits  |"
            + String.join("", ACTS.stream().map("%10s"::formatted).toList());

    private Phases() {
    }

    static void begin() {
        NANOSECONDS.clear();
    }

    static <T> T timed(String phase, Supplier<T> work) {
        long begun = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(phase, System.nanoTime() - begun);
        }
    }

    private static void timed(String phase, Runnable work) {
        timed(phase, () -> {
            work.run();
            return null;
        });
    }

    private static void add(String phase, long nanoseconds) {
        NANOSECONDS.computeIfAbsent(phase, name -> new LongAdder()).add(nanoseconds);
    }

    /** Milliseconds of each phase, what the driver waited, and of each act, in the order of the header. */
    static double[] taken(double whole) {
        double[] driver = DRIVER.stream().mapToDouble(Phases::of).toArray();
        double waits = whole - Arrays.stream(driver).sum();
        return Stream.of(driver, new double[] {waits}, ACTS.stream().mapToDouble(Phases::of).toArray()).flatMapToDouble(Arrays::stream).toArray();
    }

    static double of(String phase) {
        return NANOSECONDS.getOrDefault(phase, new LongAdder()).sum() / 1e6;
    }

    static String line(double[] taken) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < taken.length; i++) {
            line.append(i == DRIVER.size() + 1 ? "  |" : i == 0 ? "" : "  ").append("%8.1f".formatted(taken[i]));
        }
        return line.toString();
    }

    @SuppressWarnings("unchecked")
    static <S> Connector<S> timed(Connector<S> connector) {
        return (Connector<S>) Proxy.newProxyInstance(Connector.class.getClassLoader(), new Class<?>[] {Connector.class}, (proxy, method, arguments) -> {
            long begun = System.nanoTime();
            try {
                return method.invoke(connector, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                add(method.getName(), System.nanoTime() - begun);
            }
        });
    }

    /** Adds up what the journal takes, with the ends of its transactions. */
    static final class TimedJournal extends Journal {

        private final Journal journal;

        TimedJournal(Journal journal) {
            this.journal = journal;
        }

        @Override
        public Optional<Lease> take(String operationId, String node) {
            return timed("prepare", () -> journal.take(operationId, node));
        }

        @Override
        public boolean prepare(Lease lease) {
            return timed("prepare", () -> journal.prepare(lease));
        }

        @Override
        public void inspecting(Lease lease, List<Work> works) {
            timed("intents", () -> journal.inspecting(lease, works));
        }

        @Override
        public void switching(Lease lease, Work work, Collection<String> domains, Given looked) {
            timed("intents", () -> journal.switching(lease, work, domains, looked));
        }

        @Override
        public void verifying(Lease lease, Work work, Given looked, Given switched) {
            timed("intents", () -> journal.verifying(lease, work, looked, switched));
        }

        @Override
        public void result(Lease lease, Work work, Given answers) {
            timed("results", () -> journal.result(lease, work, answers));
        }

        @Override
        public void hold(Lease lease) {
            timed("intents", () -> journal.hold(lease));
        }

        @Override
        public void skip(Lease lease, Work work) {
            timed("results", () -> journal.skip(lease, work));
        }

        @Override
        public void retry(Lease lease, Work work, Duration after, String reason) {
            timed("results", () -> journal.retry(lease, work, after, reason));
        }

        @Override
        public boolean obey(Lease lease) {
            return timed("agenda", () -> journal.obey(lease));
        }

        @Override
        public boolean settle(Lease lease) {
            return timed("finish", () -> journal.settle(lease));
        }

        @Override
        public boolean finish(Lease lease) {
            return timed("finish", () -> journal.finish(lease));
        }
    }

    /** Adds up what reading the agenda takes. */
    static final class TimedAgenda extends Agenda {

        private final Agenda agenda;

        TimedAgenda(Agenda agenda) {
            this.agenda = agenda;
        }

        @Override
        public Due due(String operationId, Set<StepRun.Key> busy, int most) {
            return timed("agenda", () -> agenda.due(operationId, busy, most));
        }

        @Override
        public Work work(Due due, StepLine line) {
            return timed("agenda", () -> agenda.work(due, line));
        }
    }
}
