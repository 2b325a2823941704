package org.dradmin.web.systemlog;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.dradmin.organization.Refusal;
import org.dradmin.report.ExportRow;
import org.dradmin.report.LogExports;
import org.dradmin.systemlog.LogCounts;
import org.dradmin.systemlog.LogFigures;
import org.dradmin.systemlog.LogFormat;

/** Exports of the System Log: asked for, watched, cancelled, downloaded, discarded. */
@Named("exportsView")
@ViewScoped
public class ExportsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient LogExports exports;
    @Inject
    private transient LogCounts counts;
    @Inject
    private transient Clock clock;
    private List<ExportRow> rows;
    private ExportRow chosen;
    private String search = "";
    private boolean readable = true;
    private boolean agreed;

    /** Reads everything as it is now; the page calls it again while something is under way. */
    @PostConstruct
    public void load() {
        rows = exports.own();
    }

    public void prepare(String ending) {
        exports.prepare(filter().query(), LogFormat.of(ending).orElseThrow(), search);
        tell("The export is being prepared. You can leave this page; a mail tells you when it is there.");
    }

    public void cancel(ExportRow row) {
        exports.cancel(row.id());
        tell("The export is being cancelled.");
    }

    public void choose(ExportRow row) {
        chosen = row;
        agreed = false;
    }

    public void discard() {
        if (!agreed) {
            throw new Refusal("Tick the box to say that you want this file to be deleted.");
        }
        exports.discard(chosen.id());
        tell("The export is discarded.");
    }

    private void tell(String words) {
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }

    private LogFilter filter() {
        return LogSearch.read(search, clock.instant());
    }

    public String getSearch() {
        return search;
    }

    /** Whatever is given, only a filter remains of it; a range counted back from now is fixed here and now. */
    public void setSearch(String given) {
        LogFilter filter = LogSearch.read(given, clock.instant());
        readable = filter.isValid();
        search = filter.fixed();
    }

    public boolean isReadable() {
        return readable;
    }

    public String getWords() {
        return LogSearch.words(filter());
    }

    /** How many events it would have, as far as they are counted. */
    public String getCount() {
        LogFigures figures = counts.of(filter().query(), filter().times().zone());
        return !figures.inTime() ? "very many, or found slowly" : (figures.complete() ? "" : "more than ") + number(figures.counted());
    }

    public String direct(String ending) {
        return "export." + ending + search;
    }

    public List<ExportRow> getRows() {
        return rows;
    }

    public boolean isUnderWay() {
        return rows.stream().anyMatch(row -> !row.state().ended());
    }

    /** The kind of {@code dr:status}. */
    public String kind(ExportRow row) {
        return switch (row.state()) {
            case WAITING -> "idle";
            case RUNNING -> "busy";
            case READY -> "ok";
            case FAILED -> "bad";
            case CANCELLED -> "warn";
        };
    }

    public String label(ExportRow row) {
        return switch (row.state()) {
            case WAITING -> row.cancelling() ? "Being cancelled" : "Waiting";
            case RUNNING -> row.cancelling() ? "Being cancelled" : "Being written";
            case READY -> "Ready";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
        };
    }

    public String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    public String size(long bytes) {
        return bytes < 1000 ? bytes + " bytes" : bytes < 1_000_000 ? String.format(Locale.ENGLISH, "%.1f kB", bytes / 1e3)
                : bytes < 1_000_000_000 ? String.format(Locale.ENGLISH, "%.1f MB", bytes / 1e6) : String.format(Locale.ENGLISH, "%.1f GB", bytes / 1e9);
    }

    public ExportRow getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
