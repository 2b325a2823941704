package org.dradmin.platform.database;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.Settings;

/**
 * The directory this node keeps its files in, made sure of before anything else starts: it is there, can be written,
 * has room, and belongs to this process alone for as long as it runs. A directory made here is its owner's only.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@Lock(LockType.READ)
@PermitAll
public class DataDirectory {

    /** Less than this and a database or the log would soon stop in the middle of something. */
    static final long LEAST_ROOM = 50L << 20;

    private static final String WAY_OUT = " Choose another directory with the setting dr.data.dir, or ";

    @Inject
    private Settings settings;

    private Path directory;
    private FileChannel lock;
    private String nodeId;

    @PostConstruct
    void start() {
        directory = settings.dataDirectory();
        try {
            make(directory);
            occupy();
            refuseIfFull(directory, Files.getFileStore(directory).getUsableSpace());
            nodeId = readOrMakeNodeId();
        } catch (IOException e) {
            leave();
            throw new CannotStart("The data directory " + directory + " cannot be written ("
                    + e.getClass().getSimpleName() + ": " + e.getMessage() + ")." + WAY_OUT
                    + "make this one writable for the user " + System.getProperty("user.name") + ".", e);
        } catch (CannotStart refused) {
            leave();
            throw refused;
        }
    }

    /**
     * Who this node is to the others: the same after each start of the same data directory, different for each
     * directory made by a start. Leases are held under it.
     */
    public String nodeId() {
        return nodeId;
    }

    public Path path() {
        return directory;
    }

    /** Does nothing where the directory is there; the embedded database may come before this class's own start. */
    static void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            FileAttribute<?>[] ownersOnly = directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                    : new FileAttribute<?>[0];
            Files.createDirectories(directory, ownersOnly);
        }
    }

    /** The lock ends with the process, however it ends; the file itself stays and means nothing. */
    private void occupy() throws IOException {
        Path file = directory.resolve("lock");
        lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked()) {
            throw new CannotStart("The data directory " + directory + " is in use by " + holder(file) + "." + WAY_OUT
                    + "end the other one first.");
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    }

    private boolean locked() throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        String process = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (process.equals(Long.toString(ProcessHandle.current().pid()))) {
            return "another application on this same server";
        }
        return process.isEmpty() ? "another process" : "another process (" + process + ")";
    }

    static void refuseIfFull(Path directory, long room) {
        if (room < LEAST_ROOM) {
            throw new CannotStart("The data directory " + directory + " has " + (room >> 20) + " MB of room left; "
                    + (LEAST_ROOM >> 20) + " MB are needed to start." + WAY_OUT + "make room.");
        }
    }

    /** Written whole or not at all, so that a node never starts with half an identity. */
    private String readOrMakeNodeId() throws IOException {
        Path file = directory.resolve("node-id");
        if (Files.exists(file)) {
            String id = Files.readString(file).strip();
            if (!id.isEmpty()) {
                return id.substring(0, Math.min(id.length(), 64));
            }
        }
        String made = UUID.randomUUID().toString();
        Path draft = Files.writeString(directory.resolve("node-id.draft"), made + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return made;
    }

    @PreDestroy
    void leave() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException alreadyClosed) {
            // The lock is gone either way.
        }
    }
}
