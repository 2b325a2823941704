package org.dradmin.recovery.connector.haproxy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How the servers of the region that is left are taken out. */
public enum Leave {

    /** No new sessions; what runs, and what sticks to a server, goes on there. */
    DRAIN("drain"),
    /** Nothing at all, health checks included. */
    MAINT("maint");

    private final String word;

    Leave(String word) {
        this.word = word;
    }

    @JsonCreator
    public static Leave of(String word) {
        for (Leave leave : values()) {
            if (leave.word.equals(word)) {
                return leave;
            }
        }
        throw new IllegalArgumentException("Servers are left by \"drain\" or by \"maint\".");
    }

    /** As {@code set server … state} has it. */
    @JsonValue
    public String word() {
        return word;
    }
}
