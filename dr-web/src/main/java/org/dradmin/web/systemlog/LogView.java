package org.dradmin.web.systemlog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogPage;
import org.dradmin.systemlog.Outcome;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The System Log's page: the filter and the place stand in the address, so that it can be shared and gone back to. */
@Named("logView")
@RequestScoped
public class LogView {

    private static final int PAGE = 50;
    private static final String PLACE = "place";

    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;
    private LogFilter filter;
    private LogPage page;

    /** Reads the address and the events it wants; a value that means nothing gets its message at its field. */
    public void load() {
        FacesContext faces = FacesContext.getCurrentInstance();
        Map<String, String> parameters = faces.getExternalContext().getRequestParameterMap();
        filter = new LogFilter(parameters::get, clock.instant());
        filter.errors().forEach((name, reason) -> faces.addMessage(LogFilter.RANGE.equals(name) ? null : name,
                new FacesMessage(FacesMessage.SEVERITY_ERROR, reason, null)));
        if (filter.isValid()) {
            page = log.find(filter.query(), place(parameters.get(PLACE)), PAGE);
        }
    }

    private static LogCursor place(String token) {
        return Optional.ofNullable(token).flatMap(LogCursor::of).orElse(null);
    }

    public List<LogEvent> getEvents() {
        return page == null ? List.of() : page.events();
    }

    public boolean isValid() {
        return filter.isValid();
    }

    public boolean isFiltered() {
        return !filter.isEmpty();
    }

    public String getFrom() {
        return filter.given(LogFilter.FROM);
    }

    public String getTo() {
        return filter.given(LogFilter.TO);
    }

    public String getRange() {
        return filter.given(LogFilter.RANGE);
    }

    public String getText() {
        return filter.given(LogFilter.TEXT);
    }

    public String getType() {
        return filter.given(LogFilter.TYPE);
    }

    public String getOutcome() {
        return filter.given(LogFilter.OUTCOME);
    }

    public String getActor() {
        return filter.given(LogFilter.ACTOR);
    }

    /** A browser's own picker shows only what it can read; what it cannot stays to be corrected. */
    public String inputType(String name) {
        String value = filter.given(name);
        return value == null || value.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?") ? "datetime-local" : "text";
    }

    public boolean invalid(String name) {
        return filter.errors().containsKey(name);
    }

    /** Since when the quick choice counts, or null. */
    public Instant getSince() {
        return getRange() == null ? null : filter.query().since();
    }

    public TimeRange[] getRanges() {
        return TimeRange.values();
    }

    /** Every event type, and what was asked for though it is none. */
    public List<SelectItem> getTypes() {
        List<SelectItem> choices = choices(LogFilter.TYPE);
        Arrays.stream(EventType.values()).forEach(type ->
                choices.add(new SelectItem(type.wireName(), type.displayMessage() + " (" + type.wireName() + ")")));
        return choices;
    }

    public List<SelectItem> getOutcomes() {
        List<SelectItem> choices = choices(LogFilter.OUTCOME);
        Arrays.stream(Outcome.values()).forEach(outcome -> choices.add(new SelectItem(outcome.name(), word(outcome))));
        return choices;
    }

    private List<SelectItem> choices(String name) {
        List<SelectItem> choices = new ArrayList<>(List.of(new SelectItem("", "Any")));
        if (invalid(name)) {
            choices.add(new SelectItem(filter.given(name), filter.given(name)));
        }
        return choices;
    }

    /** This page with one part of the filter changed, from its newest event on. */
    public String with(String name, String value) {
        return "index.xhtml" + filter.with(name, value);
    }

    /** The query part of this page's address with one value and nothing else. */
    public String only(String name, String value) {
        return new LogFilter(wanted -> null, Instant.EPOCH).with(name, value);
    }

    public String getNewerAddress() {
        return page == null ? null : page.newer().map(cursor -> with(PLACE, cursor.token())).orElse(null);
    }

    public String getOlderAddress() {
        return page == null ? null : page.older().map(cursor -> with(PLACE, cursor.token())).orElse(null);
    }

    /** The download of exactly what the filter shows. */
    public String getDownloadAddress() {
        return "export.csv" + filter.fixed();
    }

    /** What an event was done to, in a few words. */
    public String targets(LogEvent event) {
        List<Target> targets = event.getTargets();
        return switch (targets.size()) {
            case 0 -> "";
            case 1 -> targets.get(0).displayName();
            default -> targets.get(0).displayName() + " and " + (targets.size() - 1) + " more";
        };
    }

    /** What to show an outcome as: the kinds of {@code dr:status}. */
    public String kind(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "ok";
            case FAILURE -> "bad";
            case DENY -> "warn";
        };
    }

    public String word(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "Success";
            case FAILURE -> "Failure";
            case DENY -> "Denied";
        };
    }
}
