package org.dradmin.recovery.connector.dns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.dradmin.organization.Side;
import org.dradmin.platform.Secrets;
import org.dradmin.platform.Settings;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.SettingsFragment;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.AlreadyDone;
import org.dradmin.recovery.connector.StepResult.Done;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.dradmin.test.BindServer;

/** A zone of shops in a BIND of its own, all served from us-east, and the connector set up to move them to us-west. */
final class DnsScene implements AutoCloseable {

    static final String ZONE = "example.test";
    static final String VALUES = "{'us-east': {'A': ['192.0.2.10', '192.0.2.11']}, 'us-west': {'A': ['198.51.100.10']}}";

    final BindServer bind;
    private String secret;

    DnsScene(int shops) {
        this(BindServer.serving(ZONE, IntStream.range(0, shops).mapToObj(i -> label(i) + " 60 A 192.0.2.10\n" + label(i) + " 60 A 192.0.2.11").toList()));
    }

    DnsScene(BindServer bind) {
        this.bind = bind;
        this.secret = bind.secret();
    }

    private static String label(int i) {
        return "shop" + i;
    }

    static String shop(int i) {
        return label(i) + "." + ZONE;
    }

    static List<DomainMove> moves(int shops) {
        return IntStream.range(0, shops).mapToObj(i -> move(shop(i))).toList();
    }

    static DomainMove move(String domain) {
        return new DomainMove(domain, Side.DISASTER_RECOVERY, "us-east", "us-west", "https://east.example.test",
                "https://west.example.test");
    }

    static DomainMove back(String domain) {
        return new DomainMove(domain, Side.PRIMARY, "us-west", "us-east", "https://west.example.test", "https://east.example.test");
    }

    static Situation situation(Mode mode) {
        return new Situation("operation", "1.1", mode, Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
    }

    static Situation preview(Mode mode) {
        return new Situation(Situation.PREVIEW, "1.1", mode, Side.DISASTER_RECOVERY, Set.of(), Optional.empty());
    }

    static Situation overriding() {
        return new Situation("operation", "1.1", Mode.PLANNED, Side.DISASTER_RECOVERY, Set.of(),
                Optional.of(new Situation.Override("ada", "the record is an old test's")));
    }

    void secret(String other) {
        secret = other;
    }

    /** The plan's settings: a server, an address or several, and further keys as they stand in JSON. */
    String json(String server, String further) {
        return ("{'zone': 'example.test', 'server': '" + server + "', 'key': {'name': 'dr-failover', 'algorithm': '" + bind.algorithm()
                + "', 'secret': 'env:DR_SECRET_TSIG'}" + further + "}").replace('\'', '"');
    }

    Configured<DnsSettings> connector() {
        return connector(bind.address(), ", 'servers': ['" + bind.address() + "'], 'values': " + VALUES);
    }

    Configured<DnsSettings> connector(String server, String further) {
        return connector(server, further, "127.0.0.0/8");
    }

    Configured<DnsSettings> connector(String server, String further, String allowed) {
        Map<String, String> settings = Map.of("dr.connector.hosts", allowed, "dr.secret.tsig", secret);
        Settings platform = new Settings(key -> Optional.ofNullable(settings.get(key)));
        return new Configured<>(new DnsConnector(new Reach(platform), new Secrets(platform)),
                SettingsFragment.read(DnsSettings.class, json(server, further)));
    }

    /** What an answer says, whatever its kind. */
    static String words(StepResult answer) {
        if (answer instanceof Done) {
            return ((Done) answer).seen();
        } else if (answer instanceof AlreadyDone) {
            return ((AlreadyDone) answer).seen();
        } else if (answer instanceof Refused) {
            return ((Refused) answer).reason();
        } else if (answer instanceof Retry) {
            return ((Retry) answer).reason();
        }
        return ((Failed) answer).reason();
    }

    @Override
    public void close() {
        bind.close();
    }
}
