package org.dradmin.recovery;

/** What a person can order while an operation runs. */
public enum StopOrder {

    /** No further step begins; what has been done stays. */
    CANCEL("Cancel"),
    /** No further step begins, and what can be undone is undone. */
    ROLL_BACK("Roll back");

    private final String words;

    StopOrder(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
