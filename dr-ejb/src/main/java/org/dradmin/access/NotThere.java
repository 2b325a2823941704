package org.dradmin.access;

import org.dradmin.organization.Refusal;

/** What was named is not there, or not any more. */
public class NotThere extends Refusal {

    private static final long serialVersionUID = 1;

    private final String name;
    private final String kind;

    public NotThere(String name, String kind) {
        super("There is no such " + kind + ": " + name + ".");
        this.name = name;
        this.kind = kind;
    }

    public String name() {
        return name;
    }

    public String kind() {
        return kind;
    }
}
