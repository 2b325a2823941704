package org.dradmin.recovery.connector.haproxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.dradmin.platform.LogContext;
import org.dradmin.recovery.connector.Reach;

/** A file that HAProxy reads at its start. Whoever reads it finds the old text or the new one, never a part. */
final class KeptFile {

    private final Path path;

    KeptFile(Reach reach, String written) {
        this.path = reach.file(written);
    }

    Optional<String> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path, StandardCharsets.ISO_8859_1)) : Optional.empty();
        } catch (IOException e) {
            throw Trouble.failed("The file " + path + " cannot be read (" + e.getClass().getSimpleName() + ").", false, e);
        }
    }

    /** A new file takes the old one's place, so it is the directory that must let it. */
    void mustBeWritable() {
        if (path.getParent() == null || !Files.isWritable(path.getParent())) {
            throw Trouble.refused("The user that this server runs as may not write in the directory of " + path
                    + ": HAProxy would not know of the switch after a reload.");
        }
    }

    void write(String text) {
        Path fresh = null;
        try {
            fresh = Files.createTempFile(path.getParent(), "." + path.getFileName() + ".", ".new");
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            likeTheOldOne(fresh);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Trouble.failed("HAProxy is switched, but the file " + path + " could not be written (" + e.getClass().getSimpleName()
                    + "): a reload would undo the switch.", false, e);
        } finally {
            remove(fresh);
        }
    }

    /** HAProxy may read it under another user: same permissions, and same owner as far as the system lets us. */
    private void likeTheOldOne(Path fresh) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (!Files.exists(path)) {
            view.setPermissions(PosixFilePermissions.fromString("rw-r--r--"));
            return;
        }
        PosixFileAttributes old = Files.readAttributes(path, PosixFileAttributes.class);
        PosixFileAttributes made = view.readAttributes();
        try {
            if (!made.group().equals(old.group())) {
                view.setGroup(old.group());
            }
            if (!made.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
        } catch (IOException e) {
            LogContext.logger().info("The file " + path + " changes its owner: only root gives files away");
        }
        view.setPermissions(old.permissions());
    }

    private static void remove(Path fresh) {
        try {
            if (fresh != null) {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            LogContext.logger().info("The file " + fresh + " is left over and may be deleted");
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
