package org.dradmin.streaming;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.dradmin.TestContainer;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogPoll;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.test.Await;

/** A log, streams of it, and the node that drives them whenever the test says so. */
final class StreamScene implements AutoCloseable {

    final TestContainer world = TestContainer.onDerby();
    private final ScheduledExecutorService alarms = Executors.newScheduledThreadPool(1);

    StreamScene() {
        world.setting("dr.stream.hosts", "127.0.0.1, localhost").setting("dr.stream.overlap", "1");
        world.setting("dr.base.url", "https://dr.example.test");
        surround(world);
    }

    /** Another node on the same database. */
    TestContainer anotherNode() {
        TestContainer node = world.anotherNode();
        surround(node);
        return node;
    }

    private void surround(TestContainer node) {
        node.replace(StreamSurroundings.class, new StreamSurroundings(node.get(Settings.class), Clock.systemUTC(), alarms));
    }

    /** Has asynchronous work done by these threads; before any was. */
    void runIn(ExecutorService threads) {
        world.replace(ManagedExecutorService.class, (ManagedExecutorService) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class}, (proxy, method, arguments) -> {
                    threads.execute((Runnable) arguments[0]);
                    return null;
                }));
    }

    LogStreams streams() {
        return world.get(LogStreams.class);
    }

    StreamRow row(String id) {
        return streams().all().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    /** Writes so many events; they have no places yet. */
    void write(int events) {
        for (int i = 0; i < events; i++) {
            world.get(SystemLog.class).writeApart(Entry.of(EventType.SESSION_END).fact("number", i));
        }
    }

    /** The uuids of all events that have a place, in their order; gives all of them one first. */
    List<String> uuids() {
        List<String> uuids = new ArrayList<>();
        LogPoll poll = world.get(SystemLog.class).poll(LogQuery.ALL, 0, SystemLog.MOST);
        while (!poll.events().isEmpty()) {
            poll.events().forEach(event -> uuids.add(event.getUuid()));
            poll = world.get(SystemLog.class).poll(LogQuery.ALL, poll.next(), SystemLog.MOST);
        }
        return uuids;
    }

    /** Lets this node look, again and again, until something is so. */
    void until(String what, BooleanSupplier so) {
        until(world, what, so);
    }

    static void until(TestContainer node, String what, BooleanSupplier so) {
        Await.until(what, () -> {
            if (so.getAsBoolean()) {
                return true;
            }
            node.get(Streamer.class).look();
            return false;
        });
    }

    @Override
    public void close() {
        world.close();
        alarms.shutdownNow();
    }
}
