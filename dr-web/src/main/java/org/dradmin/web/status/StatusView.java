package org.dradmin.web.status;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.dradmin.recovery.status.Condition;
import org.dradmin.recovery.status.Incident;
import org.dradmin.recovery.status.PublicStatus;
import org.dradmin.recovery.status.StatusLine;
import org.dradmin.recovery.status.StatusReport;

/** The public status page. It shows one report, from memory, and asks nobody for anything. */
@Named("status")
@RequestScoped
public class StatusView {

    /** Domains beyond these have no history and are summed up. */
    private static final int ROWS = 100;

    @Inject
    private PublicStatus status;
    @Inject
    private Clock clock;
    private StatusReport report;
    private Instant now;

    /** One line of the page. */
    public record Row(StatusLine line, History history) {

        /** The kind of {@code dr:status}. */
        public String kind() {
            return StatusView.kind(line.condition());
        }
    }

    @PostConstruct
    void load() {
        report = status.report();
        now = clock.instant();
        FacesContext.getCurrentInstance().getExternalContext().setResponseHeader("Cache-Control", StatusServlet.CACHE);
    }

    public StatusReport getReport() {
        return report;
    }

    public boolean isOld() {
        return report.old(now);
    }

    /** The kind of {@code dr:status} for everything together. */
    public String getKind() {
        return report.moving() ? "busy" : kind(report.worst());
    }

    public List<Row> getRegions() {
        return rows(report.regions());
    }

    public List<Row> getDomains() {
        return rows(report.domains().stream().limit(ROWS).toList());
    }

    /** How many domains are not listed; the list begins with those in trouble. */
    public int getMore() {
        return Math.max(0, report.domains().size() - ROWS);
    }

    public List<Incident> getIncidents() {
        return report.incidents();
    }

    private List<Row> rows(List<StatusLine> lines) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return lines.stream().map(line -> new Row(line, new History(line.days(), today))).toList();
    }

    private static String kind(Condition condition) {
        return switch (condition) {
            case OPERATIONAL -> "ok";
            case FAILED_OVER -> "moved";
            case DEGRADED -> "warn";
            case UNREACHABLE -> "bad";
            case UNKNOWN -> "idle";
        };
    }
}
