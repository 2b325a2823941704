package org.dradmin.organization;

import java.util.List;
import java.util.stream.Collectors;

/** Somebody else has changed the same thing since the caller looked at it: what, in words; nothing is written over it unseen. */
public class Outdated extends Refusal {

    private static final long serialVersionUID = 1;

    private Outdated(String reason) {
        super(reason);
    }

    /** @param what "The region US East" */
    static void refuseIf(String what, List<ChangedFact> changed) {
        if (!changed.isEmpty()) {
            throw new Outdated("Nothing was changed: " + what + " has been changed since you opened it. "
                    + changed.stream().map(ChangedFact::words).collect(Collectors.joining(" ")));
        }
    }

    static Outdated gone(String what) {
        return new Outdated("Nothing was changed: " + what + " has been deleted meanwhile.");
    }
}
