package org.dradmin.access;

/** What people can be told apart by in a list. */
public enum PersonState {

    ACTIVE("Active"), WITHOUT_PASSWORD("Without a password"), DEACTIVATED("Deactivated");

    private final String words;

    PersonState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** On the person {@code u} of a query. */
    String condition() {
        return switch (this) {
            case ACTIVE -> "u.status = org.dradmin.access.User.Status.ACTIVE";
            case DEACTIVATED -> "u.status = org.dradmin.access.User.Status.DEACTIVATED";
            case WITHOUT_PASSWORD -> "NOT EXISTS (SELECT c FROM Credential c WHERE c.userId = u.id)";
        };
    }
}
