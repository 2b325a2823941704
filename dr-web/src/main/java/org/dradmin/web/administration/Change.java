package org.dradmin.web.administration;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * One thing that a change changes, for people.
 *
 * @param what   such as Name, or Permission added
 * @param before null where there was nothing to be replaced
 */
public record Change(String what, String before, String after) implements Serializable {

    /** What differs between two states of a role or a resource set, both in the words of the page. */
    static List<Change> between(Form from, Form to, String kind) {
        List<Change> changes = new ArrayList<>();
        if (!Objects.equals(from.label(), to.label())) {
            changes.add(new Change("Name", from.label().isEmpty() ? null : from.label(), to.label()));
        }
        if (!Objects.equals(from.description(), to.description())) {
            changes.add(new Change("Description", from.label().isEmpty() ? null : from.description(), to.description()));
        }
        lacking(from, to).forEach(added -> changes.add(new Change(kind + " added", null, added)));
        lacking(to, from).forEach(gone -> changes.add(new Change(kind + " taken away", gone, null)));
        return changes;
    }

    private static List<String> lacking(Form in, Form of) {
        TreeSet<String> rest = new TreeSet<>(of.titles());
        rest.removeAll(in.titles());
        return List.copyOf(rest);
    }

    /** A role or resource set as a form shows it. @param titles of its permissions or resources */
    record Form(String label, String description, ArrayList<String> titles) implements Serializable {
        static final Form EMPTY = new Form("", "", new ArrayList<>());
    }
}
