package org.dradmin.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.dradmin.organization.DomainCounts;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.OrgStatus;
import org.dradmin.recovery.RecoveryOperation;
import org.junit.jupiter.api.Test;

class StatusWordsTest {

    @Test
    void givesEachStatusAShapeAndARouteOfItsOwn() {
        OrgStatus home = status(5, 0, 0, null);
        OrgStatus away = status(5, 5, 0, null);
        OrgStatus partly = status(5, 3, 1, null);
        OrgStatus moving = status(5, 2, 0, new PastOperation(OperationKind.FAILOVER, OperationState.RUNNING, 0));
        OrgStatus returning = status(5, 5, 0, new PastOperation(OperationKind.FAILBACK, OperationState.RUNNING, 0));
        assertThat(look(home)).isEqualTo("ok primary");
        assertThat(look(away)).isEqualTo("moved recovery");
        assertThat(look(partly)).isEqualTo("warn both");
        assertThat(look(moving)).isEqualTo("busy toRecovery");
        assertThat(look(returning)).isEqualTo("busy toPrimary");
    }

    @Test
    void countsWhatAPartialFailureLeft() {
        assertThat(StatusWords.sentence(status(5, 3, 1, null))).startsWith(
                "3 served from the disaster recovery region, 1 from the primary region, 1 not confirmed.");
        assertThat(StatusWords.sentence(status(1, 1, 0, null))).startsWith("The one protected domain is served from its disaster");
        assertThat(StatusWords.sentence(status(0, 0, 0, null))).isEqualTo("The organization has no protected domain yet.");
    }

    @Test
    void givesTheReasonOfAClosedWayOnce() {
        OrgStatus running = status(5, 0, 0, new PastOperation(OperationKind.FAILOVER, OperationState.RUNNING, 0));
        assertThat(StatusWords.whyNot(running)).singleElement().asString()
                .contains("started by Ada Marsh (ada) on 22 Nov 2026, 03:04:05 UTC");
        assertThat(StatusWords.whyNot(status(5, 0, 0, null))).containsExactly("Failback is not possible: no protected domain is failed over.");
        assertThat(StatusWords.whyNot(status(5, 3, 0, null))).isEmpty();
    }

    private static String look(OrgStatus status) {
        return StatusWords.shape(status.kind()) + " " + StatusWords.serving(status.kind(), status.counts());
    }

    private static OrgStatus status(long all, long failedOver, long unsettled, RecoveryOperation active) {
        return new OrgStatus(new DomainCounts(all, failedOver, unsettled), active, null);
    }
}
