package org.dradmin.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.dradmin.organization.FaultyField;
import org.dradmin.streaming.LogStreams;
import org.dradmin.streaming.StreamRow;

/** Settings &gt; Streams: where the System Log is streamed to, how far each target has got, and what may be done about it. */
@Named("streamsView")
@ViewScoped
public class StreamsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient LogStreams streams;
    // Held from showing to pressing, so that a button means the stream it stood at.
    private List<StreamRow> rows;
    private StreamRow chosen;
    private boolean agreed;
    private String from;

    @PostConstruct
    public void load() {
        rows = streams.all();
    }

    public List<StreamRow> getRows() {
        return rows;
    }

    /** The kind of {@code dr:status}. */
    public String kind(StreamRow row) {
        if (row.paused()) {
            return "idle";
        }
        return row.stalledSince() != null ? "bad" : row.failing() ? "warn" : row.events() > 0 ? "busy" : "ok";
    }

    public String label(StreamRow row) {
        if (row.paused()) {
            return "Paused";
        }
        return row.stalledSince() != null ? "Stands still" : row.failing() ? "Waiting to try again" : row.events() > 0 ? "Catching up" : "Up to date";
    }

    /** How far it is behind, in events and in time. */
    public String lag(StreamRow row) {
        if (row.events() == 0 && !row.more()) {
            return "Nothing is waiting";
        }
        long seconds = row.secondsBehind();
        String time = seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
        return (row.more() ? "At least " : "") + row.events() + (row.events() == 1 ? " event, " : " events, ") + time + " behind";
    }

    /** Asks for a confirmation first. */
    public void choose(StreamRow row) {
        chosen = row;
        agreed = false;
        from = null;
    }

    public void pause() {
        if (confirmed()) {
            streams.pause(chosen.id());
            tell(chosen.settings().name() + " is paused. Its place is kept.");
        }
    }

    public void resume(StreamRow row) {
        streams.resume(row.id());
        tell(row.settings().name() + " goes on from its place.");
    }

    public void replay() {
        if (confirmed()) {
            streams.replay(chosen.id(), instant());
            tell(chosen.settings().name() + " sends everything since " + from.replace('T', ' ') + " UTC once more.");
        }
    }

    public void delete() {
        if (confirmed()) {
            streams.delete(chosen.id());
            tell(chosen.settings().name() + " is deleted.");
        }
    }

    private Instant instant() {
        return instant(from);
    }

    /** @param typed as the field of a browser gives it, in UTC; null for nothing */
    static Instant instant(String typed) {
        try {
            return typed == null || typed.isBlank() ? null : LocalDateTime.parse(typed.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new FaultyField("from", "Give it as 2026-11-26 14:00, in UTC.");
        }
    }

    private boolean confirmed() {
        if (!agreed || chosen == null) {
            FacesContext.getCurrentInstance().validationFailed();
            return false;
        }
        agreed = false;
        return true;
    }

    private void tell(String words) {
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }

    public StreamRow getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }
}
