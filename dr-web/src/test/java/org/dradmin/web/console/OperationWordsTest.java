package org.dradmin.web.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dradmin.recovery.OperationKind.FAILBACK;
import static org.dradmin.recovery.OperationKind.FAILOVER;

import java.time.Duration;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationWordsTest {

    @ParameterizedTest
    @CsvSource({"REQUESTED, 0, busy, Starting", "RUNNING, 0, busy, Running", "SUCCEEDED, 5, ok, Succeeded",
        "FAILED, 0, bad, Failed", "FAILED, 3, warn, Failed in part"})
    void namesEveryOutcomeInWordsAndShape(OperationState state, int moved, String shape, String outcome) {
        OperationWords words = words(FAILOVER, state, moved);
        assertThat(words.shape()).isEqualTo(shape);
        assertThat(words.outcome()).isEqualTo(outcome);
    }

    @Test
    void countsToTheEndOnceEndedAndToNowWhileRunning() {
        assertThat(words(FAILOVER, OperationState.SUCCEEDED, 5).duration()).isEqualTo("1 min 12 s");
        assertThat(words(FAILOVER, OperationState.RUNNING, 0).duration()).isEqualTo("10 min");
        assertThat(OperationWords.lasting(Duration.ofMillis(400))).isEqualTo("less than 1 s");
    }

    @Test
    void tellsWhoCameSecondWhoDidWhatAndWhen() {
        assertThat(words(FAILOVER, OperationState.RUNNING, 0).told(false))
                .isEqualTo("Ada Marsh (ada) started this failover on 22 Nov 2026, 03:04:05 UTC; it is running.");
        assertThat(words(FAILBACK, OperationState.SUCCEEDED, 5).told(true))
                .isEqualTo("You started this failback on 22 Nov 2026, 03:04:05 UTC; it succeeded on 22 Nov 2026, 03:05:17 UTC.");
        assertThat(words(FAILOVER, OperationState.FAILED, 3).told(false)).endsWith("with 3 of 5 domains moved.");
    }

    @ParameterizedTest
    @CsvSource({"FAILOVER, initiate failover again, initiate failback", "FAILBACK, initiate failback again, initiate failover"})
    void aFailureSaysHowToGoOnAndHowToGoBack(OperationKind kind, String on, String back) {
        assertThat(words(kind, OperationState.FAILED, 3).next()).contains(on).contains(back);
    }

    /** After a roll back every domain is where it was, and the way back is not offered. */
    @Test
    void sendsNobodyFromARollBackToAButtonThatIsNotThere() {
        assertThat(words(FAILOVER, OperationState.ROLLED_BACK, 0).next()).contains("not undone", "initiate failover again").doesNotContain("failback");
        assertThat(words(FAILOVER, OperationState.CANCELLED, 0).next()).contains("where a domain was moved or is not confirmed");
    }

    private static OperationWords words(OperationKind kind, OperationState state, int moved) {
        return new OperationWords(new PastOperation(kind, state, moved), PastOperation.REQUESTED.plusSeconds(600));
    }
}
