package org.dradmin.notification;

/** What became of one attempt to deliver one mail. */
sealed interface Delivery {

    /** It has gone. */
    record Done() implements Delivery {
    }

    /** It will not go to this address, whatever is tried. */
    record Refused(String reason) implements Delivery {
    }

    /** It did not go this time; it may go later. */
    record NotNow(String reason) implements Delivery {
    }

    /** The way itself broke, so that nobody can say whether this one went; nothing else goes on it either. */
    record Broken(String reason) implements Delivery {
    }
}
