package org.dradmin.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.dradmin.TestContainer;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.LogSequencer;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;
import org.dradmin.systemlog.chain.Link;

/** A log that is written, sealed and, as an administrator of the database can, changed. */
final class EvidenceWorld implements AutoCloseable {

    final TestContainer node;
    final Path sealFile;
    private int written;

    EvidenceWorld(Path folder) {
        node = TestContainer.onDerby().setting("dr.data.dir", folder.resolve("data").toString()).setting("dr.seal.file", folder.resolve("away/seals.jws").toString());
        sealFile = folder.resolve("away/seals.jws");
        node.get(DataDirectory.class);
    }

    /** Writes so many events, gives them their places and seals them, and lets a minute pass. */
    EvidenceWorld sealed(int events) {
        written(events);
        node.get(Sealing.class).tick();
        node.clock().advance(Duration.ofMinutes(1));
        return this;
    }

    /** Writes so many events and gives them their places. */
    EvidenceWorld written(int events) {
        SystemLog log = node.get(SystemLog.class);
        node.inTransaction(() -> IntStream.range(0, events).forEach(i -> log.write(Entry.of(EventType.FAILOVER).because("number " + written++)
                .on(new Target("d" + i, "Domain", "portal", "Portal Größe", Map.of("to", "west"))).fact("n", i))));
        node.get(LogSequencer.class).tick();
        return this;
    }

    LogCheck.Result check() {
        try {
            return new LogCheck(node.get(org.dradmin.systemlog.LogChain.class), node.get(Seals.class), node.get(SealFile.class), node.get(SealKeyFile.class)).run();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By JDBC, past everything this program does. */
    EvidenceWorld tamper(String... statements) {
        try (Connection connection = node.get(DataSource.class).getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    /** Makes leaves and links anew from this place to the end, as somebody with the database's powers and this source code can. */
    EvidenceWorld recomputeFrom(long place) {
        String hash = place == 1 ? Link.GENESIS : node.get(org.dradmin.systemlog.LogChain.class).from(place - 1, place - 1, 1).get(0).link().hash();
        tamper("UPDATE log_sequence SET chain_position = " + (place - 1) + ", chain_hash = '" + hash + "', last_position = (SELECT MAX(log_position) FROM log_event)");
        node.get(LogSequencer.class).tick();
        return this;
    }

    List<String> lines() {
        try {
            return Files.readAllLines(sealFile);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest event of this type. */
    org.dradmin.systemlog.LogEvent newest(EventType type) {
        return node.get(SystemLog.class).find(LogQuery.ALL.type(type), null, 1).events().get(0);
    }

    @Override
    public void close() {
        node.close();
    }
}
