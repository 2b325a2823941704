package org.dradmin.web.systemlog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dradmin.report.SavedSearches;
import org.dradmin.report.SearchRow;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogComparison;
import org.dradmin.systemlog.LogCondition;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogPage;
import org.dradmin.systemlog.LogSearchTooLong;
import org.dradmin.systemlog.Outcome;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The System Log's page: the filter and the place stand in the address, so that it can be shared and gone back to. */
@Named("logView")
@RequestScoped
public class LogView {

    private static final int PAGE = 50;
    private static final String PLACE = "place";
    private static final String BUILD = "build";
    private static final int BLANK_ROWS = 2;

    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;
    @Inject
    private SavedSearches searches;
    @Inject
    private LogZone zone;
    private LogFilter filter;
    private LogBuilder builder;
    private LogPage page;
    private String tooLong;
    private List<SearchRow> saved;

    /** Reads the address and the events it wants; a value that means nothing gets its message at its field. */
    public void load() throws IOException {
        ExternalContext request = FacesContext.getCurrentInstance().getExternalContext();
        Map<String, String> parameters = request.getRequestParameterMap();
        filter = zone.remember(new LogFilter(parameters::get, clock.instant()), parameters);
        builder = parameters.containsKey(BUILD) ? LogBuilder.of(request.getRequestParameterValuesMap()) : LogBuilder.of(filter.given(LogFilter.CONDITION));
        if ("set".equals(parameters.get(BUILD))) {
            // The filter made is part of the address from now on, as if it had been typed.
            request.redirect(request.getRequestContextPath() + "/log/" + with(LogFilter.CONDITION, builder.text()));
            FacesContext.getCurrentInstance().responseComplete();
            return;
        }
        if (isBuilding()) {
            filter = new LogFilter(name -> LogFilter.CONDITION.equals(name) ? builder.text() : parameters.get(name), clock.instant());
        }
        filter.errors().forEach((name, reason) -> FacesContext.getCurrentInstance().addMessage(name,
                new FacesMessage(FacesMessage.SEVERITY_ERROR, reason, null)));
        if (filter.isValid()) {
            try {
                page = log.find(filter.query(), place(parameters.get(PLACE)), PAGE);
            } catch (LogSearchTooLong stopped) {
                tooLong = stopped.getMessage();
            }
        }
    }

    /** Why there are no events although there may be some, with what to do; null where the search came to its end. */
    public String getTooLong() {
        return tooLong;
    }

    /** What the address means. */
    public LogFilter getFilter() {
        return filter;
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

    /** Whether something is asked for, or wrong, in the part of the form that is closed at first. */
    public boolean isDetailed() {
        boolean ownRange = getRange() != null && Arrays.stream(TimeRange.values()).noneMatch(range -> range.getToken().equals(getRange()));
        return ownRange || invalid(LogFilter.ZONE)
                || Stream.of(LogFilter.FROM, LogFilter.TO, LogFilter.ACTOR, LogFilter.CONDITION).anyMatch(name -> filter.given(name) != null);
    }

    /** What is asked for, for people. */
    public String getWords() {
        return LogSearch.words(filter);
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

    public String getCondition() {
        return filter.given(LogFilter.CONDITION);
    }

    /** The condition in three parts, with what cannot be read in the middle; null where all is well. */
    public List<String> getFaultyCondition() {
        return filter.faultyCondition();
    }

    public String getZone() {
        return filter.times().name();
    }

    public List<SelectItem> getZones() {
        List<SelectItem> choices = new ArrayList<>(List.of(new SelectItem("UTC", "UTC")));
        if (!LogTimes.zones().contains(getZone()) && !getZone().equals("UTC")) {
            choices.add(new SelectItem(getZone(), getZone()));
        }
        LogTimes.zones().forEach(name -> choices.add(new SelectItem(name, name.replace('_', ' '))));
        return choices;
    }

    /** A point in time in the zone chosen. */
    public String time(Instant at) {
        return filter.times().shown(at);
    }

    /** The builder's rows, with blank ones to go on with. */
    public List<LogComparison> getRows() {
        List<LogComparison> rows = new ArrayList<>(builder.rows());
        for (int i = 0; i < (isBuilding() ? 2 * BLANK_ROWS : BLANK_ROWS); i++) {
            rows.add(new LogComparison("", "eq", ""));
        }
        return rows;
    }

    public boolean isMatchingAll() {
        return builder.all();
    }

    /** A filter that rows cannot show, or null. */
    public String getKept() {
        return builder.kept();
    }

    /** Whether the builder is being worked with. */
    public boolean isBuilding() {
        return FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().containsKey(BUILD);
    }

    public List<String> getFields() {
        return LogCondition.fields();
    }

    public List<SelectItem> getOperators() {
        return LogComparison.OPERATORS.stream().map(operator -> new SelectItem(operator, LogWords.operator(operator))).toList();
    }

    /** What a form beside the filter's own carries along: every part but this one. */
    public List<Map.Entry<String, String>> carried(String without) {
        return LogFilter.NAMES.stream().filter(name -> !name.equals(without) && filter.given(name) != null)
                .map(name -> Map.entry(name, filter.given(name))).toList();
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

    /** This page narrowed by a value of a field of the filter language. */
    public String narrow(String field, String value) {
        return "index.xhtml" + filter.narrowed(value == null ? new LogComparison(field, "pr", "") : new LogComparison(field, "eq", value));
    }

    /** An address that shows the same events at any time, to anybody. */
    public String getLastingAddress() {
        String place = FacesContext.getCurrentInstance().getExternalContext().getRequestParameterMap().get(PLACE);
        return "index.xhtml" + filter.lasting() + (place(place) == null ? "" : "&place=" + place);
    }

    public String getNewerAddress() {
        return page == null ? null : page.newer().map(cursor -> with(PLACE, cursor.token())).orElse(null);
    }

    public String getOlderAddress() {
        return page == null ? null : page.older().map(cursor -> with(PLACE, cursor.token())).orElse(null);
    }

    /** What is done with this search elsewhere: kept under a name, exported. */
    public String elsewhere(String page) {
        String search = filter.all();
        return page + (search.isEmpty() ? "" : "?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
    }

    public List<SearchRow> getSearches() {
        if (saved == null) {
            saved = searches.list();
        }
        return saved;
    }

    /** The download of exactly what the filter shows. */
    public String download(String ending) {
        return "export." + ending + filter.fixed();
    }

    /** What an event says beside its fields, always in one order; what says nothing is left out. */
    public List<Map.Entry<String, String>> facts(Map<String, String> details) {
        return details.entrySet().stream().filter(fact -> fact.getValue() != null && !fact.getValue().isBlank()).sorted(Map.Entry.comparingByKey()).toList();
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
        return LogWords.kind(outcome);
    }

    public String word(Outcome outcome) {
        return LogWords.word(outcome);
    }
}
