package org.dradmin.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.dradmin.platform.Settings;

/**
 * Mail as .eml files, for installations without a mail server: whole files only, on the disk before they count as
 * sent, readable by the server's own account alone. Written twice, a mail is one file.
 */
final class FilePost implements Post {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Settings settings;
    private final Session session = Session.getInstance(new Properties());

    private FilePost(Path directory, Settings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    static FilePost open(Settings settings) throws IOException {
        try {
            return new FilePost(Files.createDirectories(Post.directory(settings)), settings);
        } catch (IOException e) {
            throw new IOException("The directory " + Post.directory(settings) + " for mail cannot be made: " + e, e);
        }
    }

    @Override
    public Delivery deliver(OutboxMail mail) {
        Path file = directory.resolve(NAME.format(mail.createdAt()) + "-" + mail.id() + ".eml");
        try {
            write(new OutgoingMessage(session, mail, settings), file);
            return new Delivery.Done();
        } catch (MessagingException e) {
            return new Delivery.NotNow("The mail cannot be composed: " + e.getMessage());
        } catch (IOException e) {
            return new Delivery.NotNow("The file " + file + " cannot be written: " + e);
        }
    }

    private void write(OutgoingMessage message, Path file) throws IOException, MessagingException {
        Path part = Files.createTempFile(directory, ".", ".part");
        try {
            try (FileOutputStream disk = new FileOutputStream(part.toFile()); OutputStream out = new BufferedOutputStream(disk)) {
                message.writeTo(out);
                out.flush();
                disk.getFD().sync();
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    @Override
    public void close() {
        // A directory needs no closing.
    }
}
