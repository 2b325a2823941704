package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dradmin.test.Build;
import org.dradmin.test.PayaraServer;
import org.junit.jupiter.api.Test;

/** What config/deployment.md promises to the person who deploys dr.ear on Payara Server. */
class DeploymentIT {

    @Test
    void deploysUndeploysAndDeploysAgainInOneServer() {
        try (PayaraServer server = PayaraServer.start("deployment")) {
            Map<String, String> settings = Map.of("dr.org.file", Build.CONFIG.resolve("demo-organization.json").toString());
            server.deploy(settings);
            assertThat(List.of(server.status("/health"), server.status("/health/live"), server.status("/health/ready"))).containsOnly(200);
            assertThat(List.of(server.status("/metrics"), server.status("/openapi"))).allMatch(status -> status == 302 || status == 403 || status == 404);

            server.undeploy();
            assertThat(server.ready()).isFalse();
            server.asadmin("deploy", Build.EAR.toString());
            assertThat(server.ready()).as("the same data again, in the same server").isTrue();
        }
    }
}
