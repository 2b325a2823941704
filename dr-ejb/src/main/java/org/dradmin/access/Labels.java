package org.dradmin.access;

import org.dradmin.organization.FaultyField;

/** What roles and resource sets may be called. */
final class Labels {

    private static final int DESCRIPTION_LENGTH = 1000;

    private Labels() {
    }

    static String label(String text) {
        String label = text == null ? "" : text.strip();
        if (label.isEmpty() || label.length() > User.NAME_LENGTH || label.chars().anyMatch(Character::isISOControl)) {
            throw new FaultyField("label", "It takes 1 to " + User.NAME_LENGTH + " characters.");
        }
        for (RoleType type : RoleType.values()) {
            if (type.name().equals(label)) {
                throw new FaultyField("label", label + " is the name of a standard role.");
            }
        }
        return label;
    }

    static String description(String text) {
        String description = text == null ? "" : text.strip();
        if (description.length() > DESCRIPTION_LENGTH) {
            throw new FaultyField("description", "It takes at most " + DESCRIPTION_LENGTH + " characters.");
        }
        return description;
    }
}
