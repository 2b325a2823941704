package org.dradmin.evidence;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.LogChain;
import org.dradmin.systemlog.chain.Seal;
import org.dradmin.systemlog.chain.SealKey;

/** What proves that the System Log is what was written: its seals, its checks, and what an auditor takes along. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class LogIntegrity {

    private static final int PORTION = 1000;

    @Inject
    private Seals seals;
    @Inject
    private Sealing sealing;
    @Inject
    private SealFile file;
    @Inject
    private SealKeyFile key;
    @Inject
    private Verifier verifier;
    @Inject
    private LogChain chain;
    @Inject
    private Clock clock;
    @Resource
    private ManagedExecutorService executor;

    /**
     * Where things stand.
     *
     * @param last    the last place given away
     * @param sealed  the last seal; null while there is none
     * @param keyId   the key that signs
     * @param file    where seals are written to
     * @param trouble why the log is not sealed, or its seals do not leave; null if all is well
     */
    public record Standing(long last, Seal sealed, String keyId, String file, String trouble) {
    }

    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Standing standing() {
        return new Standing(chain.end().last(), recent(PORTION).stream().filter(seal -> seal.kind() == Seal.Kind.SEAL).findFirst().orElse(null), key.id(),
                file.path().toString(), seals.fault().or(sealing::trouble).orElse(null));
    }

    /** The last seals, newest first; what is none any more is left out, and found by the next check. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Seal> recent(int most) {
        List<Seal> found = new ArrayList<>();
        for (String line : seals.recent(most)) {
            try {
                found.add(Seal.read(line));
            } catch (IllegalArgumentException changed) {
                // Said above.
            }
        }
        return found;
    }

    /** The last checks, newest first, the one that runs among them. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Verification> verifications(int most) {
        return new ArrayList<>(verifier.recent(most));
    }

    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Verification> running() {
        return verifier.running();
    }

    /** Begins a check of the whole log; it goes on by itself. Refuses while one runs. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void verify() {
        verifier.running().ifPresent(other -> {
            throw new Refusal("A verification runs since " + other.getStartedAt() + ". Wait for its result.");
        });
        Client client = Client.current();
        String id = UUID.randomUUID().toString();
        String who = client.actor().displayName();
        verifier.begin(id, who.substring(0, Math.min(200, who.length())));
        executor.submit(() -> {
            try (var bound = Client.bind(client)) {
                return verifier.run(id);
            }
        });
    }

    /** Makes a new key for seals; the one before signs for it with the next seal, at once, and is forgotten. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void renewKey() {
        seals.fault().ifPresent(fault -> {
            throw new Refusal(fault);
        });
        try {
            key.renew();
        } catch (IOException e) {
            throw new Refusal("The file with the key (setting dr.seal.key) cannot be written by this server. Put a new private key before the old one into it, "
                    + "and start the server again: " + e.getMessage());
        }
        sealing.tick();
    }

    /** Begins with this server's key because the one before is lost: nothing but the event and these words vouch for it. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @AllowedWhileReadOnly("A log that is not sealed proves nothing; this must be mended at any time.")
    public void beginWithNewKey() {
        if (seals.fault().isEmpty()) {
            throw new Refusal("The key that signs seals is here. Renew it instead; then the old one vouches for the new one.");
        }
        seals.beginAnew();
    }

    /** The public key that all seals begin with, for whoever verifies: it vouches for each key that came after it. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public String publicKey() {
        return SealKey.pem(seals.first(Seal.Kind.KEY).map(Seal::announced).orElseGet(key::publicKey));
    }

    /** Writes all seals, one a line. */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void writeSeals(OutputStream out) throws IOException {
        long number = 0;
        List<Seals.Kept> lines;
        do {
            lines = seals.after(number, PORTION);
            for (Seals.Kept kept : lines) {
                out.write((kept.line() + "\n").getBytes(StandardCharsets.UTF_8));
                number = kept.number();
            }
        } while (lines.size() == PORTION);
    }

    /**
     * Writes the links from the first event that bears a time from {@code since} on, in the order of their places: they
     * tell nothing of what events say, and prove the events of a filtered export.
     *
     * @param since null from the beginning
     */
    @RolesAllowed(Roles.LOGS_READ)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void writeLinks(Instant since, OutputStream out) throws IOException {
        long upTo = chain.end().position();
        long next = since == null ? 1 : chain.firstSince(0, since);
        List<LogChain.Row> rows;
        do {
            rows = chain.from(next, upTo, PORTION);
            for (LogChain.Row row : rows) {
                if (row.link().readable()) {
                    out.write(("{\"integrity\":" + row.link().json() + "}\n").getBytes(StandardCharsets.US_ASCII));
                }
                next = row.link().position() + 1;
            }
        } while (rows.size() == PORTION);
    }
}
