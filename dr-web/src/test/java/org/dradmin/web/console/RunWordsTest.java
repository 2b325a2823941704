package org.dradmin.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Region;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.Progress.Asked;
import org.dradmin.recovery.Progress.StepProgress;
import org.dradmin.recovery.StepState;
import org.junit.jupiter.api.Test;

class RunWordsTest {

    private static final Instant BEGUN = PastOperation.REQUESTED;
    private static final List<Region> EAST = List.of(new Region("us-east", "US East", List.of()));

    @Test
    void callsARegionByItsName() {
        RunWords run = run(OperationState.RUNNING, step(1, StepState.PENDING, 0, 0, null));
        assertThat(run.region("us-east")).isEqualTo("US East");
        assertThat(run.region("gone")).isEqualTo("gone");
    }

    @Test
    void namesTheStepAtWork() {
        RunWords run = run(OperationState.RUNNING, step(1, StepState.DONE, 1, 1, null),
                step(2, StepState.RETRYING, 0, 1, "The lock is still there"), step(3, StepState.PENDING, 0, 0, null));
        assertThat(run.now()).isEqualTo("Step 2 of 3: Two, not yet, looking again soon");
        assertThat(run.steps()).extracting(StepWords::shape).containsExactly("done", "running", "waiting");
        assertThat(run.steps().get(1).detail()).isEqualTo("The lock is still there");
        assertThat(run.steps().get(1).elapsed()).isEqualTo("10 s");
        assertThat(run.steps().get(2).elapsed()).isEmpty();
    }

    @Test
    void saysWhichBatchIsAtWorkAndThatAStepGoesOnBetweenTwo() {
        RunWords run = run(OperationState.RUNNING, step(1, StepState.SWITCHING, 2, 10, null));
        assertThat(run.steps().get(0).detail()).isEqualTo("Batch 3 of 10");
        RunWords between = run(OperationState.RUNNING, step(1, StepState.PENDING, 3, 10, null));
        assertThat(between.now()).isEqualTo("Step 1 of 1: One, between batches");
        assertThat(between.steps().get(0).shape()).isEqualTo("running");
    }

    /** The first one was for the whole organization. */
    @Test
    void countsADomainsStepsAsThePlanDoes() {
        Region east = EAST.get(0);
        DomainResult domain = new DomainResult(new PastOperation(OperationKind.FAILOVER, OperationState.RUNNING, 0),
                new ProtectedDomain("a.example.test", false, east, URI.create("https://a.east.example"), east, URI.create("https://a.west.example"), BEGUN), 0);
        domain.resume();
        RunWords run = run(OperationState.RUNNING, step(1, StepState.DONE, 1, 1, null), step(2, StepState.SWITCHING, 0, 1, null),
                step(3, StepState.PENDING, 0, 1, null));
        assertThat(run.state(domain)).isEqualTo("Moving: step 2 of 3");
        domain.stepDone(1);
        assertThat(run.state(domain)).isEqualTo("Moving: step 3 of 3");
    }

    @Test
    void saysThatItBeginsBeforeAnyStepDoes() {
        assertThat(run(OperationState.REQUESTED, step(1, StepState.PENDING, 0, 0, null)).now())
                .isEqualTo("Writing down what is to be moved");
    }

    @Test
    void anEndedRunIsToldByItsOutcome() {
        RunWords run = run(OperationState.FAILED, step(1, StepState.FAILED, 1, 1, "It did not answer"));
        assertThat(run.now()).isEqualTo("Failed in part");
        assertThat(run.allMoved()).isFalse();
        assertThat(run.steps().get(0).shape()).isEqualTo("failed");
        assertThat(run.steps().get(0).detail()).isEqualTo("It did not answer");
    }

    @Test
    void isTheSameToLookAtUntilSomethingHappens() {
        StepProgress step = step(1, StepState.SWITCHING, 0, 1, null);
        String now = run(OperationState.RUNNING, step).fingerprint();
        assertThat(RunWords.of(progress(OperationState.RUNNING, step), EAST, BEGUN.plusSeconds(99)).fingerprint()).isEqualTo(now);
        assertThat(run(OperationState.RUNNING, step(1, StepState.VERIFYING, 0, 1, null)).fingerprint()).isNotEqualTo(now);
    }

    private static RunWords run(OperationState state, StepProgress... steps) {
        return RunWords.of(progress(state, steps), EAST, BEGUN.plusSeconds(10));
    }

    private static Progress progress(OperationState state, StepProgress... steps) {
        return new Progress(new PastOperation(OperationKind.FAILOVER, state, 3), List.of(steps), 1, 1, 3, 0);
    }

    private static StepProgress step(int number, StepState state, int ended, int batches, String reason) {
        boolean begun = state != StepState.PENDING || ended > 0;
        return new StepProgress(number - 1, "Group", List.of("One", "Two", "Three").get(number - 1), "held", state, ended, batches,
                begun ? BEGUN : null, state.ended() ? BEGUN.plusSeconds(4) : null, reason, state == StepState.FAILED, null, null,
                null, state == StepState.RETRYING, null);
    }

    private static StepProgress asking(StepState state, Instant waitsUntil, Asked asked) {
        return new StepProgress(0, "Group", "One", "held", state, 0, 1, BEGUN, state.ended() ? BEGUN.plusSeconds(4) : null, "It is away.",
                state == StepState.FAILED, waitsUntil, null, null, state == StepState.RETRYING, asked);
    }

    @Test
    void saysThatItWaitsAndNotThatItGoesOnByItself() {
        assertThat(run(OperationState.RUNNING, step(1, StepState.SWITCHING, 0, 1, null)).next()).contains("goes on by itself");
        RunWords undecided = run(OperationState.RUNNING, asking(StepState.FAILED, BEGUN.plusSeconds(600), null));
        assertThat(undecided.next()).contains("waits for a decision about One").doesNotContain("by itself");
        assertThat(undecided.decidable().get(0).failedAt()).isEqualTo(BEGUN.plusSeconds(4));
        assertThat(run(OperationState.RUNNING, asking(StepState.RETRYING, null, new Asked("grace", "Pull the plug"))).next())
                .contains("waits until grace confirms").doesNotContain("by itself");
    }

    @Test
    void offersToDecideAboutAStepThatWaitsOnlyOnceItTakesLong() {
        StepProgress waiting = asking(StepState.RETRYING, null, null);
        assertThat(RunWords.of(progress(OperationState.RUNNING, waiting), EAST, BEGUN.plusSeconds(9)).decidable()).isEmpty();
        assertThat(RunWords.of(progress(OperationState.RUNNING, waiting), EAST, BEGUN.plusSeconds(10)).decidable()).hasSize(1);
    }

    @Test
    void saysWhyAStepWasLeftOut() {
        StepProgress skipped = new StepProgress(0, "Group", "One", "held", StepState.SKIPPED, 1, 1, BEGUN, BEGUN.plusSeconds(4), "It is away.", false,
                null, "Ada Marsh", "It is done by hand.", false, null);
        assertThat(run(OperationState.RUNNING, skipped).steps().get(0).detail()).isEqualTo("Left out by Ada Marsh: It is done by hand. It is away");
    }
}
