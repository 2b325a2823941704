package org.dradmin.test;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The .eml files that an installation without an SMTP server has written since this was made. */
public final class MailFolder {

    private final Path folder;
    private final Set<Path> before;

    public MailFolder(Path data) {
        folder = data.resolve("mail");
        before = files();
    }

    /** For each recipient and subject, how many files there are. */
    public Map<String, Long> since() {
        return files().stream().filter(file -> !before.contains(file))
                .collect(Collectors.groupingBy(MailFolder::headers, TreeMap::new, Collectors.counting()));
    }

    private Set<Path> files() {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String headers(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            return Arrays.toString(mail.getAllRecipients()) + " " + mail.getSubject();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }
}
