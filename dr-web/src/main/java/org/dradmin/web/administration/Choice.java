package org.dradmin.web.administration;

import java.io.Serial;
import java.io.Serializable;

/** One of several things that can be ticked, described for whoever ticks it. */
public final class Choice implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private final String key;
    private final String title;
    private final String description;
    private final String note;
    private boolean chosen;

    Choice(String key, String title, String description, String note) {
        this.key = key;
        this.title = title;
        this.description = description;
        this.note = note;
    }

    /** Its wire name. */
    public String getKey() {
        return key;
    }

    public String getTitle() {
        return title;
    }

    public String getDescription() {
        return description;
    }

    /** What it needs beside it. */
    public String getNote() {
        return note;
    }

    public boolean isChosen() {
        return chosen;
    }

    public void setChosen(boolean chosen) {
        this.chosen = chosen;
    }
}
