package org.dradmin.test;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    /** The plain text of the mail to this address with this subject; waits until it is there. */
    public String text(String address, String subject, Duration limit, ProcessHandle server) {
        DeployedServer.await("The mail to " + address + ", " + subject + ",", limit, server, () -> since().keySet().stream().anyMatch(headers -> headers.contains(address) && headers.endsWith(subject)));
        return files().stream().filter(file -> !before.contains(file) && headers(file).contains(address) && headers(file).endsWith(subject))
                .map(MailFolder::text).findFirst().orElseThrow();
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
            return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(file.toString(), e);
        }
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
