package org.dradmin.evidence;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.chain.Seal;

/** Seals the log every minute in which something happened, on whichever node is first, and has the seals leave the database. */
@Singleton
@Startup
@DependsOn({"Schema", "SealKeyFile"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
@PermitAll
public class Sealing {

    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile String trouble;
    private volatile String fault;

    @Inject
    private Seals seals;
    @Inject
    private SealFile file;
    @Inject
    private SealKeyFile key;
    @Inject
    private Verifier verifier;
    @Inject
    private LogChain chain;
    @Inject
    private Schema schema;
    @Inject
    private Clock clock;

    /** Why the log is not sealed now, or its seals do not leave the database; nothing if all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Whether the last verification found the log changed, as known ten seconds ago: probes come often and from strangers. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false, info = "Seals of the System Log")
    public void tick() {
        if (!schema.isReady() || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            if (due()) {
                seals.seal();
            }
            file.catchUp();
            fault = verifier.last().filter(last -> !last.isIntact()).map(last -> last.getFaults() + " faults found at " + last.getEndedAt()).orElse(null);
            Optional<String> wrong = seals.fault();
            if (wrong.isPresent()) {
                // Another node, or a person, may have put a new key into the file.
                key.read();
            } else if (seals.newest(Seal.Kind.KEY).filter(announced -> announced.announced().equals(key.publicKey())).isPresent()) {
                key.forgetFormer();
            }
            report(wrong.or(file::fault).orElse(null));
        } catch (IOException | RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next tick is another chance.
            report("The System Log cannot be sealed: " + e);
        } finally {
            busy.set(false);
        }
    }

    /** A look without locking anything, so that nobody waits where there is nothing to do. */
    private boolean due() {
        Optional<Seal> announced = seals.newest(Seal.Kind.KEY);
        if (announced.isEmpty() || !announced.get().announced().equals(key.publicKey())) {
            return true;
        }
        Optional<Seal> last = seals.newest(Seal.Kind.SEAL);
        return last.isEmpty() || !last.get().time().plus(Seals.APART).isAfter(clock.instant())
                && chain.hasNews(last.get().position(), chain.end().position(), EventType.LOG_SEAL);
    }

    private void report(String now) {
        if (now != null && !Objects.equals(trouble, now)) {
            LogContext.logger().severe(now);
        } else if (now == null && trouble != null) {
            LogContext.logger().info("The System Log is sealed again.");
        }
        trouble = now;
    }
}
