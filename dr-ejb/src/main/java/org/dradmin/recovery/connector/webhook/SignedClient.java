package org.dradmin.recovery.connector.webhook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.network.NoAnswer;
import org.dradmin.platform.network.PinnedClient;
import org.dradmin.platform.network.Signature;
import org.dradmin.platform.network.Trust;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;

/** Sends signed requests for one act; a host is resolved once in it, by {@link Reach}. */
final class SignedClient {

    private final WebhookSettings settings;
    private final Reach reach;
    private final Secrets secrets;
    private final ScheduledExecutorService alarms;
    private final Clock clock;
    private final Map<String, List<InetSocketAddress>> pinned = new HashMap<>();

    SignedClient(WebhookSettings settings, Reach reach, Secrets secrets, ScheduledExecutorService alarms, Clock clock) {
        this.settings = settings;
        this.reach = reach;
        this.secrets = secrets;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * @throws Ended with what having no answer means for the step
     * @throws Reach.OutOfReach where the server does not let connectors go there
     */
    Answer send(Message message) {
        URI url = message.url();
        List<InetSocketAddress> addresses = addresses(url);
        long now = clock.instant().getEpochSecond();
        Map<String, String> headers = message.headers(String.valueOf(now),
                Signature.of(settings.secrets(), secrets, message.key(), now, message.body()));
        try {
            PinnedClient.Response response = new PinnedClient(trust(), settings.answer(), alarms)
                    .send(message.method(), url, addresses, headers, message.body());
            return new Answer(message, response.status(), response.location(), response.retryAfter(), response.body());
        } catch (NoAnswer e) {
            throw new Ended(e.kind() == NoAnswer.Kind.UNTRUSTED ? new Refused(e.getMessage())
                    : new Failed(e.getMessage(), e.kind() == NoAnswer.Kind.UNREACHABLE), e);
        }
    }

    /** @throws Reach.OutOfReach where the server does not let connectors go there */
    List<InetSocketAddress> addresses(URI url) {
        int port = PinnedClient.port(url);
        return pinned.computeIfAbsent(url.getHost() + ":" + port, host -> url.getScheme().equals("http")
                ? reach.openPlain(url.getHost(), port) : reach.open(url.getHost(), port));
    }

    private SSLContext trust() {
        try {
            return Trust.in(settings.caFile() == null ? null : reach.file(settings.caFile())).context();
        } catch (GeneralSecurityException | IOException e) {
            throw new Ended(new Refused("The certificates of " + (settings.caFile() == null ? "the server's trust store" : settings.caFile())
                    + " cannot be read (" + e.getClass().getSimpleName() + ")."), e);
        }
    }

    /** Ends an act, with its answer. */
    static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient StepResult meaning;

        Ended(StepResult meaning, Throwable cause) {
            super(meaning.toString(), cause);
            this.meaning = meaning;
        }

        StepResult meaning() {
            return meaning;
        }
    }
}
