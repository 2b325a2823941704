package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.StepState;
import org.dradmin.recovery.engine.Transitions.StepTrigger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

class TransitionsTest {

    static Stream<Transitions<?, ?>> tables() {
        return Stream.of(Transitions.OPERATION, Transitions.STEP);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyStateIsReached(Transitions<?, ?> table) {
        Set<Object> reached = new HashSet<>(Set.of(table.first()));
        var toVisit = new ArrayDeque<Object>(reached);
        while (!toVisit.isEmpty()) {
            Object state = toVisit.poll();
            table.rows().stream().filter(row -> row.from() == state).map(Transitions.Row::to).filter(reached::add)
                    .forEach(toVisit::add);
        }
        assertThat(reached).containsExactlyInAnyOrder((Object[]) table.first().getDeclaringClass().getEnumConstants());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTransitionIsDeterminedAndSaysWhy(Transitions<?, ?> table) {
        assertThat(table.rows()).allSatisfy(row -> assertThat(row.why()).endsWith("."));
        assertThat(table.rows().stream().map(row -> row.from() + " by " + row.trigger())).doesNotHaveDuplicates();
    }

    /** What a person's decision opens again is ended all the same; by itself nothing goes on from there. */
    private static final Set<StepTrigger> DECISIONS = EnumSet.of(StepTrigger.TOLD_TO_TRY_AGAIN, StepTrigger.TOLD_TO_SKIP, StepTrigger.REOPENED);

    @Test
    void onlyEndedStatesAreDeadEnds() {
        assertThat(deadEnds(Transitions.OPERATION)).isEqualTo(
                Arrays.stream(OperationState.values()).filter(OperationState::ended).collect(Collectors.toSet()));
        assertThat(deadEnds(Transitions.STEP)).isEqualTo(
                Arrays.stream(StepState.values()).filter(StepState::ended).collect(Collectors.toSet()));
    }

    private static <S extends Enum<S>> Set<S> deadEnds(Transitions<S, ?> table) {
        Set<S> states = EnumSet.allOf(table.first().getDeclaringClass());
        table.rows().stream().filter(row -> !DECISIONS.contains(row.trigger())).forEach(row -> states.remove(row.from()));
        return states;
    }

    @Test
    void refusesWhatIsNotInTheTable() {
        assertThatThrownBy(() -> Transitions.OPERATION.next(OperationState.SUCCEEDED, Transitions.OperationTrigger.PREPARED))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("SUCCEEDED by PREPARED");
    }
}
