package org.dradmin.web.systemlog;

import org.dradmin.systemlog.Outcome;

/** What the pages of the log call things. */
final class LogWords {

    private LogWords() {
    }

    /** The kinds of {@code dr:status}. */
    static String kind(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "ok";
            case FAILURE -> "bad";
            case DENY -> "warn";
        };
    }

    static String word(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "Success";
            case FAILURE -> "Failure";
            case DENY -> "Denied";
        };
    }

    /** An operator of the filter language. */
    static String operator(String operator) {
        return operator + switch (operator) {
            case "eq" -> ": is";
            case "ne" -> ": is not";
            case "co" -> ": contains";
            case "sw" -> ": begins with";
            case "ew" -> ": ends with";
            case "pr" -> ": is there";
            case "gt" -> ": comes after";
            case "ge" -> ": is or comes after";
            case "lt" -> ": comes before";
            default -> ": is or comes before";
        };
    }
}
