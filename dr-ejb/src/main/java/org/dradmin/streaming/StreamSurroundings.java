package org.dradmin.streaming;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import org.dradmin.platform.SecretRef;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.platform.network.AllowedPlaces;
import org.dradmin.platform.network.Trust;

/** What the server gives to outlets, and what it lets them do. */
@ApplicationScoped
public class StreamSurroundings {

    @Inject
    private Settings settings;
    @Inject
    private Secrets secrets;
    @Inject
    private Clock clock;
    @Resource
    private ManagedScheduledExecutorService executor;
    private ScheduledExecutorService own;

    /** For the container. */
    public StreamSurroundings() {
    }

    /** For tests. */
    StreamSurroundings(Settings settings, Clock clock, ScheduledExecutorService alarms) {
        this.settings = settings;
        this.secrets = new Secrets(settings);
        this.clock = clock;
        this.own = alarms;
    }

    public AllowedPlaces places() {
        return new AllowedPlaces("Streams", "dr.stream.hosts", settings.streamHosts(), "dr.stream.files", settings.streamFiles());
    }

    public Trust trust(StreamSettings stream) {
        return new Trust(stream.caFile() == null ? null : places().file(stream.caFile()),
                stream.keyFile() == null ? null : places().file(stream.keyFile()),
                stream.keyPassword() == null ? "" : secrets.read(new SecretRef(stream.keyPassword())));
    }

    public Secrets secrets() {
        return secrets;
    }

    public Clock clock() {
        return clock;
    }

    public ScheduledExecutorService alarms() {
        return own == null ? executor : own;
    }

    /** By which receivers know this installation. */
    public String host() {
        return settings.baseUrl().getHost();
    }

    public Duration overlap() {
        return settings.streamOverlap();
    }

    public int messageSize() {
        return settings.streamMessageSize();
    }
}
