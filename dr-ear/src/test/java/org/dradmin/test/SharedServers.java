package org.dradmin.test;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * The servers that all test classes of a run share, each started when first asked for and ended with the run. Both
 * hold the demonstration's organization; tests leave it as they found it (not failed over, nothing running).
 */
public final class SharedServers implements AutoCloseable {

    private final Map<Installation, DeployedServer> running = new EnumMap<>(Installation.class);
    private PayaraServer payara;

    private SharedServers() {
    }

    public static SharedServers of(ExtensionContext context) {
        return context.getRoot().getStore(Namespace.GLOBAL).getOrComputeIfAbsent(SharedServers.class, key -> new SharedServers(), SharedServers.class);
    }

    /** The product, ready, in one of its two shapes. */
    public synchronized DeployedServer get(Installation installation) {
        return running.computeIfAbsent(installation, which -> switch (which) {
            case SERVER -> payara().deploy(demo());
            case MICRO -> MicroServer.withDemo("micro").start();
            case HELD -> HeldStep.deployTo(payara == null ? PayaraServer.start("held") : payara.another("held"));
        });
    }

    /** Payara Server as it runs, for the class that deploys its own archive before anybody deploys the shipped one. */
    public synchronized PayaraServer payara() {
        if (payara == null) {
            payara = PayaraServer.start("payara");
        }
        return payara;
    }

    static Map<String, String> demo() {
        // Tests ask more of the API than any client does; the limits have tests of their own.
        return Map.of("dr.org.file", new DemoOrganization().withObserver().withClients().file().toString(), "dr.api.rate.client", "100000", "dr.api.rate.address", "100000");
    }

    @Override
    public synchronized void close() {
        running.values().forEach(DeployedServer::stop);
        if (payara != null) {
            payara.stop();
        }
    }
}
