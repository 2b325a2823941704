package org.dradmin.organization;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at every field of a form before it says what is wrong, so that a person is told everything at once, each at its
 * field. What a faulty field gives is null, and is for nothing but further checks until {@link #done} has passed.
 */
public final class FieldCheck {

    private final List<FaultyField> faults = new ArrayList<>();

    /** What the check gives; null where it throws a {@link FaultyField}, which is kept. */
    public <T> T of(Supplier<T> check) {
        try {
            return check.get();
        } catch (FaultyField fault) {
            faults.addAll(fault.all());
            return null;
        }
    }

    /** A check that gives nothing. */
    public void check(Runnable check) {
        of(() -> {
            check.run();
            return null;
        });
    }

    /** A further check of what an earlier one gave, left out where that found a fault. */
    public <T, R> R then(T value, Function<T, R> check) {
        return value == null ? null : of(() -> check.apply(value));
    }

    /** Says what is wrong with a field. */
    public void fault(String field, String reason) {
        faults.add(new FaultyField(field, reason));
    }

    /** Throws everything that was found, if anything was. */
    public void done() {
        if (!faults.isEmpty()) {
            throw FaultyField.of(faults);
        }
    }
}
