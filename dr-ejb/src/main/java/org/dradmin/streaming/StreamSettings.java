package org.dradmin.streaming;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.FieldCheck;
import org.dradmin.platform.SecretRef;
import org.dradmin.systemlog.LogCondition;
import org.dradmin.systemlog.LogQuery;

/**
 * What an admin says of a stream. What is left empty is null. A value that cannot be taken is a {@link FaultyField}.
 *
 * @param address {@code host:port} for syslog (port 6514 unless said, RFC 5425), a URL for a webhook
 * @param filter a filter of the API; null for every event
 * @param secret where the secret is that requests of a webhook are signed with
 * @param caFile PEM certificates to trust instead of the server's trust store
 * @param keyFile a PKCS #12 file with the certificate to show
 * @param keyPassword where the password of that file is
 */
public record StreamSettings(String name, StreamKind kind, String address, String filter, String secret, String caFile, String keyFile,
        String keyPassword) implements Serializable {

    public static final int NAME_LENGTH = 100;
    public static final int ADDRESS_LENGTH = 500;
    static final int SYSLOG_PORT = 6514;

    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)(?::(\\d{1,5}))?");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public StreamSettings {
        name = stripped(name);
        address = stripped(address);
        filter = stripped(filter);
        secret = stripped(secret);
        caFile = stripped(caFile);
        keyFile = stripped(keyFile);
        keyPassword = stripped(keyPassword);
        check(name, kind, address, filter, secret, caFile, keyFile, keyPassword);
    }

    private static void check(String name, StreamKind kind, String address, String filter, String secret, String caFile, String keyFile, String keyPassword) {
        FieldCheck fields = new FieldCheck();
        if (name == null || name.length() > NAME_LENGTH || name.matches("(?s).*\\p{Cntrl}.*")) {
            fields.fault("name", "It takes 1 to " + NAME_LENGTH + " characters.");
        }
        if (kind == null) {
            fields.fault("kind", "Choose how the events are sent.");
        } else {
            fields.check(() -> check(kind, address == null ? "" : address));
        }
        fields.then(filter, StreamSettings::condition);
        if (kind == StreamKind.WEBHOOK && secret == null) {
            fields.fault("secret", "Name the secret that requests are signed with.");
        } else if (kind == StreamKind.SYSLOG_TLS && secret != null) {
            fields.fault("secret", "Syslog messages are not signed. Leave it empty.");
        } else {
            fields.check(() -> checkReference("secret", secret));
        }
        if (keyPassword != null && keyFile == null) {
            fields.fault("keyPassword", "There is no file that it would open.");
        } else {
            fields.check(() -> checkReference("keyPassword", keyPassword));
        }
        fields.check(() -> checkFile("caFile", caFile));
        fields.check(() -> checkFile("keyFile", keyFile));
        fields.done();
    }

    private static String stripped(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void check(StreamKind kind, String address) {
        if (address.length() > ADDRESS_LENGTH) {
            throw new FaultyField("address", "It takes at most " + ADDRESS_LENGTH + " characters.");
        }
        if (kind == StreamKind.SYSLOG_TLS) {
            Matcher form = HOST.matcher(address);
            if (!form.matches() || form.group(2) != null && (Integer.parseInt(form.group(2)) == 0 || Integer.parseInt(form.group(2)) > 65535)) {
                throw new FaultyField("address", "A host name or address is needed, with or without :port, as logs.example.com:6514.");
            }
            return;
        }
        try {
            URI uri = new URI(address);
            boolean plain = "http".equals(uri.getScheme()) && uri.getHost() != null && LOOPBACK.contains(uri.getHost());
            if ((plain || "https".equals(uri.getScheme())) && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new FaultyField("address", "This is no URL.");
        }
        throw new FaultyField("address", "An https URL without user and fragment is needed (http on this machine only).");
    }

    private static LogCondition condition(String filter) {
        try {
            return LogCondition.parse(filter);
        } catch (IllegalArgumentException e) {
            throw new FaultyField("filter", e.getMessage());
        }
    }

    private static void checkReference(String field, String reference) {
        try {
            if (reference != null) {
                new SecretRef(reference);
            }
        } catch (IllegalArgumentException e) {
            throw new FaultyField(field, e.getMessage());
        }
    }

    private static void checkFile(String field, String file) {
        if (file != null && (file.length() > ADDRESS_LENGTH || !file.startsWith("/") || file.matches("(?s).*\\p{Cntrl}.*"))) {
            throw new FaultyField(field, "The whole path of a file on the server is needed.");
        }
    }

    /** Of a syslog receiver, or of the URL. */
    String host() {
        Matcher form = HOST.matcher(address);
        return kind == StreamKind.WEBHOOK ? URI.create(address).getHost()
                : form.matches() ? form.group(1).replaceAll("[\\[\\]]", "") : address;
    }

    int syslogPort() {
        Matcher form = HOST.matcher(address);
        return form.matches() && form.group(2) != null ? Integer.parseInt(form.group(2)) : SYSLOG_PORT;
    }

    /** The events that are wanted. */
    LogQuery wanted() {
        return filter == null ? LogQuery.ALL : LogQuery.ALL.condition(condition(filter));
    }

    /** For events; nothing in it is a secret. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("name", name);
        facts.put("kind", kind.wireName());
        facts.put("address", address);
        facts.put("filter", filter == null ? "none" : filter);
        facts.put("secret", secret == null ? "none" : secret);
        facts.put("certificates", caFile == null ? "the server's trust store" : caFile);
        facts.put("own certificate", keyFile == null ? "none" : keyFile);
        facts.put("its password", keyPassword == null ? "none" : keyPassword);
        return facts;
    }
}
