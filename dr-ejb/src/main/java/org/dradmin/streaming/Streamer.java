package org.dradmin.streaming;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.stream.Collectors;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.platform.database.Schema;
import org.dradmin.streaming.StreamJournal.Wanted;
import org.dradmin.systemlog.SequencedLog;

/**
 * Has the System Log streamed to every target, each by one node at a time and in its own thread, and sees that nobody
 * goes on with a stream that was paused, changed or deleted.
 */
@Singleton
@Startup
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@RunAs(Roles.ENGINE)
public class Streamer {

    private static final long LOOK_EVERY_MILLISECONDS = 1000;

    @Resource
    private TimerService timers;
    @Inject
    private StreamRun runs;
    @Inject
    private StreamJournal journal;
    @Inject
    private StreamParting parting;
    @Inject
    private SequencedLog log;
    @Inject
    private StreamSurroundings surroundings;
    @Inject
    private DataDirectory dataDirectory;
    @Inject
    private Schema schema;

    private final Map<String, Flow> flows = new ConcurrentHashMap<>();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean trouble;

    @PostConstruct
    void start() {
        timers.createIntervalTimer(LOOK_EVERY_MILLISECONDS, LOOK_EVERY_MILLISECONDS, new TimerConfig("streams", false));
    }

    /** Begins, goes on with and ends what is to be begun, gone on with and ended. */
    @Timeout
    @PermitAll
    public void look() {
        if (!schema.isReady()) {
            return;
        }
        try {
            List<Wanted> wanted = journal.wanted();
            Set<String> ids = wanted.stream().map(Wanted::id).collect(Collectors.toSet());
            flows.keySet().stream().filter(id -> !ids.contains(id)).forEach(id -> work(id, () -> end(id)));
            wanted.stream().filter(Wanted::now).forEach(stream -> work(stream.id(), () -> round(stream)));
            trouble = false;
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next second is another chance.
            if (!trouble) {
                LogContext.logger().log(Level.WARNING, "The streams of the System Log wait", e);
            }
            trouble = true;
        }
    }

    private void work(String id, Runnable work) {
        if (busy.add(id)) {
            try {
                runs.run(() -> {
                    try (LogContext context = LogContext.with("stream", id)) {
                        work.run();
                    } catch (StreamLeaseLost e) {
                        drop(id);
                    } catch (RuntimeException e) {
                        LogContext.logger().log(Level.WARNING, "A stream of the System Log is interrupted and goes on shortly", e);
                        drop(id);
                    } finally {
                        busy.remove(id);
                    }
                });
            } catch (RuntimeException e) {
                busy.remove(id);
                throw e;
            }
        }
    }

    /** What is older than the flow was read before the flow began. */
    private void round(Wanted wanted) {
        String id = wanted.id();
        Flow flow = flows.get(id);
        if (flow != null && flow.epoch() < wanted.epoch()) {
            drop(id);
        } else if (flow != null && flow.revision() < wanted.revision()) {
            end(id);
        }
        flow = flows.get(id);
        if (flow == null) {
            flow = journal.take(id, dataDirectory.nodeId())
                    .map(stream -> new Flow(stream, log, journal, this::outlet)).orElse(null);
            if (flow == null) {
                return;
            }
            flows.put(id, flow);
        }
        flow.round();
    }

    private Outlet outlet(StreamSettings stream, long from) {
        return switch (stream.kind()) {
            case SYSLOG_TLS -> new SyslogOutlet(stream, surroundings, from);
            case WEBHOOK -> new WebhookOutlet(stream, surroundings, from);
        };
    }

    private void end(String id) {
        Flow flow = flows.remove(id);
        if (flow != null) {
            flow.end();
        }
    }

    private void drop(String id) {
        Flow flow = flows.remove(id);
        if (flow != null) {
            flow.drop();
        }
    }

    /** What is open ends in good order, so that the next start sends nothing twice. */
    @PreDestroy
    @PermitAll
    public void stop() {
        flows.forEach((id, flow) -> {
            try {
                if (busy.add(id)) {
                    flows.remove(id);
                    flow.part(parting);
                }
            } catch (RuntimeException | SQLException e) {
                LogContext.logger().info("A stream did not end in good order; some events may be sent twice: " + e);
            }
        });
    }
}
