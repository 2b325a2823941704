package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dradmin.test.Build;
import org.dradmin.test.PayaraServer;
import org.dradmin.test.ServerParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What config/deployment.md promises to the person who deploys dr.ear on Payara Server. */
@ExtendWith(ServerParameter.class)
class DeploymentIT {

    @Test
    void showsItsHealthToProbesAndNothingElse(PayaraServer server) {
        assertThat(List.of(server.status("/health"), server.status("/health/live"), server.status("/health/ready"))).containsOnly(200);
        assertThat(List.of(server.status("/metrics"), server.status("/openapi"))).allMatch(status -> status == 302 || status == 403 || status == 404);
    }

    /** Embedded Derby must let go of its files with the application, or the next deployment cannot open them. */
    @Test
    void deploysAgainOnTheSameDataAfterAnUndeployment(PayaraServer server) {
        server.undeploy();
        assertThat(server.ready()).isFalse();

        server.asadmin("deploy", Build.EAR.toString());
        assertThat(server.ready()).isTrue();
    }
}
