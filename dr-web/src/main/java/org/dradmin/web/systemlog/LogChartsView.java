package org.dradmin.web.systemlog;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogCounts;
import org.dradmin.systemlog.LogFigures;
import org.dradmin.systemlog.LogFigures.Share;
import org.dradmin.systemlog.LogFigures.Span;
import org.dradmin.systemlog.Outcome;

/** The counts beside the log: drawings and tables of links that narrow the filter. */
@Named("logChartsView")
@RequestScoped
public class LogChartsView {

    @Inject
    private LogView page;
    @Inject
    private LogCounts counts;
    private LogFigures figures;
    private List<Column> columns;

    /**
     * A bar.
     *
     * @param percent of the longest one, so that what is there can be seen
     * @param address the page narrowed to it; null where that is not possible
     */
    public record Bar(String label, String note, long events, int percent, String address) { }

    /** Bars beside each other. */
    public record Group(String name, String title, List<Bar> bars) { }

    /**
     * A part of the time.
     *
     * @param good   height of the successful ones, of 100
     * @param bad height of the others
     */
    public record Column(String begin, String end, Span span, int good, int bad, String address) { }

    public LogFigures getFigures() {
        if (figures == null) {
            LogFilter filter = page.getFilter();
            figures = counts.of(filter.query(), filter.times().zone());
        }
        return figures;
    }

    /** What was counted, in words. */
    public String getSummary() {
        if (!getFigures().inTime()) {
            return "Counting took too long and was stopped. Choose a shorter time range or a narrower filter.";
        }
        return figures.complete() ? number(figures.counted()) + (figures.counted() == 1 ? " event" : " events")
                : "More than " + number(LogCounts.MOST) + " events. The newest " + number(figures.counted()) + " are counted here; a shorter time range counts all of its own.";
    }

    public String number(long number) {
        return String.format(java.util.Locale.ENGLISH, "%,d", number);
    }

    public List<Column> getColumns() {
        if (columns == null) {
            columns = columns();
        }
        return columns;
    }

    private List<Column> columns() {
        long highest = getFigures().spans().stream().mapToLong(Span::all).max().orElse(0);
        List<Column> drawn = new ArrayList<>();
        for (Span span : figures.spans()) {
            int all = percent(span.all(), highest);
            int bad = percent(span.failure() + span.deny(), highest);
            drawn.add(new Column(page.time(span.from()), page.time(span.until()), span, Math.max(0, all - bad), bad,
                    "index.xhtml" + page.getFilter().within(span.from(), span.until())));
        }
        return drawn;
    }

    /** By what the events have in common. */
    public List<Group> getGroups() {
        return List.of(new Group("type", "By event type", bars(getFigures().types(), LogFilter.TYPE)),
                new Group("actor", "By actor", bars(figures.actors(), LogFilter.ACTOR)),
                new Group("outcome", "By outcome", bars(figures.outcomes(), LogFilter.OUTCOME)));
    }

    private List<Bar> bars(List<Share> shares, String name) {
        long most = shares.stream().mapToLong(Share::events).max().orElse(0);
        return shares.stream().map(share -> new Bar(label(name, share.value()), LogFilter.TYPE.equals(name) ? share.value() : null, share.events(),
                percent(share.events(), most), share.value() == null ? null : page.with(name, share.value()))).toList();
    }

    private static String label(String name, String value) {
        if (value == null) {
            return "All others";
        }
        return switch (name) {
            case LogFilter.TYPE -> EventType.of(value).map(EventType::displayMessage).orElse(value);
            case LogFilter.OUTCOME -> Arrays.stream(Outcome.values()).filter(outcome -> outcome.name().equals(value)).map(LogWords::word).findFirst().orElse(value);
            default -> value;
        };
    }

    private static int percent(long part, long whole) {
        return part == 0 ? 0 : (int) Math.max(1, Math.round(100.0 * part / whole));
    }
}
