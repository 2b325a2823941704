package org.dradmin.access;

import org.dradmin.organization.Refusal;

/** Somebody else has changed it since the caller looked at it: nothing is written over that unseen. */
public class Overtaken extends Refusal {

    private static final long serialVersionUID = 1;

    Overtaken(String name, String by) {
        super("Nothing was changed: " + name + " has been changed by " + by + " since you opened it.");
    }
}
