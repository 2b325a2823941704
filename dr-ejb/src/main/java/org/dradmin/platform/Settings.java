package org.dradmin.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Every setting of the installation, typed, in one place. Keys start with {@code dr.} and come from the environment
 * ({@code DR_MAIL_HOST} for {@code dr.mail.host}), a system property or a file, as MicroProfile Config orders them.
 * {@code config/settings.properties} documents each with its default. A wrong value is an
 * {@link IllegalArgumentException} that names the key.
 */
@ApplicationScoped
public class Settings {

    private final Function<String, Optional<String>> source;

    public Settings() {
        this(key -> ConfigProvider.getConfig(Settings.class.getClassLoader()).getOptionalValue(key, String.class));
    }

    /** For tests and tools: settings from any source. */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** Reads every setting that can be wrong, so that a wrong one stops the start and not, months later, a failover. */
    public void check() {
        dataDirectory();
        httpPort();
        baseUrl();
        mailPort();
        mailStartTls();
        lease();
        streamOverlap();
        streamMessageSize();
        streamStalled();
        sessionIdle();
        sessionLifetime();
        stepUp();
        apiRatePerClient();
        apiRatePerAddress();
        probeTimeout();
        probeInterval();
        probesPrivateAddresses();
        exportKept();
        exportRoom();
    }

    /** The value of a key as it stands, blank counted as absent. */
    public Optional<String> get(String key) {
        return source.apply(key).map(String::strip).filter(v -> !v.isEmpty());
    }

    public int httpPort() {
        return integer("dr.http.port", 8080, 1, 65535);
    }

    public Path dataDirectory() {
        return Path.of(get("dr.data.dir").orElse("data")).toAbsolutePath().normalize();
    }

    /** The file with the installation's own key; unset, it is made in the data directory. */
    public Optional<Path> keyFile() {
        return get("dr.key.file").map(file -> Path.of(file).toAbsolutePath().normalize());
    }

    /** The file with the key that signs seals of the System Log; unset, it is made in the data directory. */
    public Optional<Path> sealKey() {
        return get("dr.seal.key").map(file -> Path.of(file).toAbsolutePath().normalize());
    }

    /** The file to which every seal is added; outside of the database in any case, better outside of this machine. */
    public Path sealFile() {
        return get("dr.seal.file").map(file -> Path.of(file).toAbsolutePath().normalize()).orElseGet(() -> dataDirectory().resolve("seals.jws"));
    }

    /** Where seals are mailed to; nowhere unless set. */
    public List<String> sealMail() {
        return list("dr.seal.mail");
    }

    /** How far apart mails with seals are at least. */
    public Duration sealMailInterval() {
        return seconds("dr.seal.mail.every", 60 * 60);
    }

    /** Whether each seal is also an event, and so goes wherever events are streamed. */
    public boolean sealEvents() {
        return flag("dr.seal.events", false);
    }

    /** Whether a System Log that was changed makes a node unready. */
    public boolean unreadyWhenLogIsFaulty() {
        return flag("dr.log.faulty.unready", false);
    }

    /** JDBC URL; embedded Derby below the data directory unless set. */
    public String databaseUrl() {
        return get("dr.db.url").orElseGet(() -> "jdbc:derby:" + dataDirectory().resolve("derby") + ";create=true");
    }

    /** Whether the database is Derby, within this process and this node's alone; it is PostgreSQL otherwise. */
    public boolean databaseIsDerby() {
        return databaseUrl().startsWith("jdbc:derby:");
    }

    /** Whether the database is the embedded one in the data directory, as it is unless {@code dr.db.url} says otherwise. */
    public boolean embeddedDatabase() {
        return get("dr.db.url").isEmpty();
    }

    public Optional<String> databaseUser() {
        return get("dr.db.user");
    }

    public Optional<String> databasePassword() {
        return get("dr.db.password");
    }

    /** Where embedded Derby is saved each night; unset: nowhere. */
    public Optional<Path> backupDirectory() {
        return get("dr.backup.dir").map(directory -> Path.of(directory).toAbsolutePath().normalize());
    }

    /** Where exports of the log prepared in the background are kept; below the data directory unless set. */
    public Path exportDirectory() {
        return get("dr.export.dir").map(directory -> Path.of(directory).toAbsolutePath().normalize()).orElseGet(() -> dataDirectory().resolve("exports"));
    }

    /** How long an export can be downloaded. */
    public Duration exportKept() {
        return Duration.ofDays(integer("dr.export.days", 7, 1, 3650));
    }

    /** How much room exports leave on their disk, in bytes. */
    public long exportRoom() {
        return (long) integer("dr.export.room", 500, 0, Integer.MAX_VALUE) << 20;
    }

    /** The address people use, without a trailing slash. Links in mail and token audiences come from here only. */
    public URI baseUrl() {
        String url = get("dr.base.url").orElseGet(() -> "http://localhost:" + httpPort());
        try {
            URI uri = new URI(url.replaceAll("/+$", ""));
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw wrong("dr.base.url", url, "an http or https address");
        }
        throw wrong("dr.base.url", url, "an http or https address");
    }

    /** Host names a request may name beside the one of {@link #baseUrl()}. */
    public List<String> furtherHosts() {
        return list("dr.hosts");
    }

    /** Addresses of the proxies whose forwarded headers are believed. */
    public List<String> trustedProxies() {
        return list("dr.proxies");
    }

    public Optional<Path> organizationFile() {
        return get("dr.org.file").map(Path::of);
    }

    public Optional<String> adminUsername() {
        return get("dr.admin.username");
    }

    public Optional<String> adminPassword() {
        return get("dr.admin.password");
    }

    /** Where mail for the first super admin goes, if the username is no address itself. */
    public Optional<String> adminEmail() {
        return get("dr.admin.email");
    }

    public Optional<String> mailHost() {
        return get("dr.mail.host");
    }

    public int mailPort() {
        return integer("dr.mail.port", 587, 1, 65535);
    }

    public Optional<String> mailUser() {
        return get("dr.mail.user");
    }

    public Optional<String> mailPassword() {
        return get("dr.mail.password");
    }

    /** Whether mail is refused to a server that does not offer STARTTLS (RFC 3207). */
    public boolean mailStartTls() {
        return flag("dr.mail.starttls", true);
    }

    public String mailFrom() {
        return get("dr.mail.from").orElse("disaster-recovery@localhost");
    }

    /** How long a node may hold an operation without a sign of life; outlasts every connector's time-out. */
    public Duration lease() {
        return seconds("dr.engine.lease", 60);
    }

    /** Hosts and ranges that connectors may open connections to; none unless set. */
    public List<String> connectorHosts() {
        return list("dr.connector.hosts");
    }

    /** Directories whose files and Unix sockets connectors may use; none unless set. */
    public List<String> connectorFiles() {
        return list("dr.connector.files");
    }

    /** Where secrets that plans refer to as {@code file:name} are. */
    public Optional<Path> secretsDirectory() {
        return get("dr.secrets.dir").map(directory -> Path.of(directory).toAbsolutePath().normalize());
    }

    /** Hosts and ranges that the System Log may be streamed to; none unless set. */
    public List<String> streamHosts() {
        return list("dr.stream.hosts");
    }

    /** Directories whose certificate and key files streams may use; none unless set. */
    public List<String> streamFiles() {
        return list("dr.stream.files");
    }

    /** How long a connection for syslog is used until its end has to prove that all was received. */
    public Duration streamOverlap() {
        return seconds("dr.stream.overlap", 5);
    }

    /** How long a stream may fail without getting anywhere before it is said to stand still. */
    public Duration streamStalled() {
        return seconds("dr.stream.stalled", 15 * 60);
    }

    /** Bytes of the longest syslog message; no fewer than every receiver of RFC 5424 should take. */
    public int streamMessageSize() {
        return integer("dr.stream.syslog.size", 8096, 2048, 1024 * 1024);
    }

    public Duration sessionIdle() {
        return seconds("dr.session.idle", 30 * 60);
    }

    public Duration sessionLifetime() {
        return seconds("dr.session.lifetime", 12 * 60 * 60);
    }

    /** How long a step-up lasts (DESIGN section 3: 15 minutes). */
    public Duration stepUp() {
        return seconds("dr.session.stepup", 15 * 60);
    }

    /** How many requests a minute one API client may make. */
    public int apiRatePerClient() {
        return integer("dr.api.rate.client", 600, 1, Integer.MAX_VALUE);
    }

    /** How many requests a minute may come to the API from one address, whoever makes them. */
    public int apiRatePerAddress() {
        return integer("dr.api.rate.address", 1200, 1, Integer.MAX_VALUE);
    }

    /** How long an endpoint may take to answer a probe before it counts as unreachable. */
    public Duration probeTimeout() {
        return Duration.ofSeconds(integer("dr.probe.timeout", 5, 1, 60));
    }

    /** From the beginning of one round of probes to that of the next; longer than one probe's time-out. */
    public Duration probeInterval() {
        return Duration.ofSeconds(integer("dr.probe.interval", 60, (int) probeTimeout().toSeconds() + 1, 3600));
    }

    /**
     * Whether probes go to this machine and to private networks as well; unless set, where people themselves reach this
     * installation on this machine only, as in the demonstration.
     */
    public boolean probesPrivateAddresses() {
        return flag("dr.probe.private", List.of("localhost", "127.0.0.1", "[::1]").contains(baseUrl().getHost()));
    }

    private Duration seconds(String key, int otherwise) {
        return Duration.ofSeconds(integer(key, otherwise, 1, Integer.MAX_VALUE));
    }

    private boolean flag(String key, boolean otherwise) {
        String value = get(key).orElse(Boolean.toString(otherwise)).toLowerCase();
        return switch (value) {
            case "true", "on", "yes" -> true;
            case "false", "off", "no" -> false;
            default -> throw wrong(key, value, "true or false");
        };
    }

    private int integer(String key, int otherwise, int least, int most) {
        String value = get(key).orElse(Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong(key, value, "a whole number from " + least + " to " + most);
        }
        throw wrong(key, value, "a whole number from " + least + " to " + most);
    }

    private List<String> list(String key) {
        return get(key).map(v -> Arrays.stream(v.split("[,\\s]+")).filter(s -> !s.isEmpty()).toList()).orElse(List.of());
    }

    private static IllegalArgumentException wrong(String key, String value, String expected) {
        return new IllegalArgumentException("The setting " + key + " is \"" + value + "\"; it takes " + expected + ".");
    }
}
