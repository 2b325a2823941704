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
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.dradmin.platform.CannotStart;
import org.dradmin.platform.LogContext;
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
    private boolean marked;
    private String nodeId;

    @PostConstruct
    void start() {
        try {
            settings.check();
        } catch (IllegalArgumentException wrong) {
            throw new CannotStart(wrong.getMessage(), wrong);
        }
        directory = settings.dataDirectory();
        try {
            make(directory);
            occupy();
            refuseIfFull(directory, Files.getFileStore(directory).getUsableSpace());
            nodeId = readOrMakeNodeId();
        } catch (IOException e) {
            leave();
            throw new CannotStart(notWritable(directory, e), e);
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

    /** Makes the directory for its owner only, unless it is there. */
    public static void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            FileAttribute<?>[] ownersOnly = directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                    : new FileAttribute<?>[0];
            Files.createDirectories(directory, ownersOnly);
        }
        if (!Files.isWritable(directory)) {
            throw new AccessDeniedException(directory.toString());
        }
    }

    static String notWritable(Path directory, IOException e) {
        return "The data directory " + directory + " cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")."
                + WAY_OUT + "make this one writable for the user " + System.getProperty("user.name") + ".";
    }

    static String inUse(Path directory, String byWhom) {
        return "The data directory " + directory + " is in use by " + byWhom + "." + WAY_OUT + "end the other one first.";
    }

    /**
     * The lock ends with the process, however it ends; the file itself stays and means nothing. Within one process a
     * mark stands for it: an operating system drops a process's lock with the first of its channels that closes, so
     * not even looking at the file of somebody else in this process is free.
     */
    private void occupy() throws IOException {
        if (System.getProperties().putIfAbsent(mark(), "") != null) {
            throw new CannotStart(inUse(directory, "another application on this same server"));
        }
        marked = true;
        Path file = directory.resolve("lock");
        lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            String process = Files.readString(file, StandardCharsets.US_ASCII).strip();
            throw new CannotStart(inUse(directory, "another process" + (process.isEmpty() ? "" : " (" + process + ")")));
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
    }

    private String mark() throws IOException {
        return DataDirectory.class.getName() + " " + directory.toRealPath();
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
            if (marked) {
                System.getProperties().remove(mark());
            }
        } catch (IOException directoryGone) {
            LogContext.logger().warning("The data directory " + directory + " could not be left in order: " + directoryGone);
        }
    }
}
