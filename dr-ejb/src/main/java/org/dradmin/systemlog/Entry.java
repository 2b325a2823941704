package org.dradmin.systemlog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a capability tells the System Log; who, when and from where are added by {@link SystemLog}. */
public final class Entry {

    final EventType type;
    final List<Target> targets = new ArrayList<>();
    final Map<String, String> debug = new LinkedHashMap<>();
    Outcome outcome = Outcome.SUCCESS;
    String reason;
    Actor actor;
    String session;

    private Entry(EventType type) {
        this.type = type;
    }

    public static Entry of(EventType type) {
        return new Entry(type);
    }

    /** For somebody other than the one who makes the current request, such as an operation's stored requester. */
    public Entry by(Actor someone) {
        this.actor = someone;
        return this;
    }

    /** In a session other than the one of the current request: the one that this sign-in begins. */
    public Entry inSession(String publicId) {
        this.session = publicId;
        return this;
    }

    public Entry on(Target target) {
        targets.add(target);
        return this;
    }

    public Entry on(List<Target> several) {
        targets.addAll(several);
        return this;
    }

    public Entry failed(String why) {
        outcome = Outcome.FAILURE;
        reason = why;
        return this;
    }

    public Entry denied(String why) {
        outcome = Outcome.DENY;
        reason = why;
        return this;
    }

    /** A successful outcome that still has something to say. */
    public Entry because(String why) {
        reason = why;
        return this;
    }

    /** A fact for {@code debugContext.debugData}; never a secret. */
    public Entry fact(String name, Object value) {
        if (value != null) {
            debug.put(name, value.toString());
        }
        return this;
    }
}
