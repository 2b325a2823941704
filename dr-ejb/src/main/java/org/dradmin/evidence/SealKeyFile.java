package org.dradmin.evidence;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.chain.Seal;
import org.dradmin.systemlog.chain.SealKey;

/**
 * The key that signs seals, in a file and never in the database: whoever has the database alone cannot make seals. It is
 * the file that {@code dr.seal.key} names, the same for all nodes; unset, it is made in the data directory for its owner
 * only (mode 0600). The first key in the file signs; one behind it is the key before, which introduces the first.
 */
@Singleton
@Startup
@DependsOn("DataDirectory")
@TransactionManagement(TransactionManagementType.BEAN)
@Lock(LockType.READ)
@PermitAll
public class SealKeyFile {

    @Inject
    private Settings settings;
    @Inject
    private DataDirectory dataDirectory;

    private Path file;
    private volatile List<SealKey> keys;

    @PostConstruct
    void start() {
        Optional<Path> given = settings.sealKey();
        file = given.orElseGet(() -> dataDirectory.path().resolve("seal-key.pem"));
        try {
            if (given.isEmpty() && !Files.exists(file)) {
                write(List.of(SealKey.make()));
            }
            read();
        } catch (IOException e) {
            throw new CannotStart("The file with the key for seals " + file + " (setting dr.seal.key) cannot be "
                    + (given.isPresent() ? "read" : "read or made") + ": " + e, e);
        } catch (IllegalArgumentException e) {
            throw new CannotStart("The file with the key for seals " + file + " (setting dr.seal.key) cannot be used. " + e.getMessage() + ".", e);
        }
    }

    /** Looks into the file again. @throws IllegalArgumentException if there is no key in it */
    @Lock(LockType.WRITE)
    public void read() throws IOException {
        keys = SealKey.read(Files.readString(file, StandardCharsets.US_ASCII));
    }

    /** The public half of the key that is to sign. */
    public PublicKey publicKey() {
        return keys.get(0).publicKey();
    }

    public String id() {
        return keys.get(0).id();
    }

    /** Whether this key is here, be it only to introduce its successor. */
    public boolean has(String id) {
        return keys.stream().anyMatch(key -> key.id().equals(id));
    }

    /** A seal, signed with the key of this id, which must be here. @param announced of {@link Seal.Kind#KEY} only */
    public Seal sign(String id, Seal before, Seal.Kind kind, long position, String hash, Instant time, PublicKey announced) {
        SealKey key = keys.stream().filter(own -> own.id().equals(id)).findFirst().orElseThrow();
        return Seal.sign(before, kind, position, hash, time, announced, key);
    }

    /** Makes a new key, which signs once the one before has introduced it. @throws IOException if the file cannot be written */
    @Lock(LockType.WRITE)
    public void renew() throws IOException {
        take(Stream.concat(Stream.of(SealKey.make()), keys.stream()).toList());
    }

    /** The keys before the first have introduced it and are of no use to anybody any more. */
    @Lock(LockType.WRITE)
    public void forgetFormer() throws IOException {
        if (keys.size() > 1 && Files.isWritable(file)) {
            take(keys.subList(0, 1));
        }
    }

    private void take(List<SealKey> wanted) throws IOException {
        write(wanted);
        keys = List.copyOf(wanted);
    }

    /** Written whole or not at all. */
    private void write(List<SealKey> wanted) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(draft, posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0]);
        Files.writeString(draft, wanted.stream().map(SealKey::pem).collect(Collectors.joining()));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
