package org.dradmin.web.status;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.probe.Day;
import org.dradmin.recovery.status.Incident;
import org.dradmin.recovery.status.PublicStatus;
import org.dradmin.recovery.status.StatusLine;
import org.dradmin.recovery.status.StatusReport;

/** {@code /status}: the status page under its short name; {@code /status.json}: the same for programs (config/public.md). */
@WebServlet({"/status", "/status.json"})
public class StatusServlet extends HttpServlet {

    /** Short: a page about outages must not be an old one. */
    private static final Duration FRESH = Duration.ofSeconds(10);
    static final String CACHE = "public, max-age=" + FRESH.toSeconds();
    private static final long serialVersionUID = 1;

    @Inject
    private transient PublicStatus status;
    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (request.getServletPath().equals("/status")) {
            request.getRequestDispatcher("/status.xhtml").forward(request, response);
            return;
        }
        StatusReport report = status.report();
        if (report.asOf() == null) {
            NotYet.send(response, "Nothing is known yet: the database has not answered since this server started.");
            return;
        }
        new PublicDocument(document(report, clock.instant()), report.asOf(), FRESH).send(request, response);
    }

    static Map<String, Object> document(StatusReport report, Instant now) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("organization", report.organization());
        document.put("asOf", text(report.asOf()));
        document.put("current", !report.old(now));
        document.put("probedAt", text(report.probedAt()));
        document.put("status", report.worst().words());
        document.put("summary", report.sentence());
        document.put("regions", report.regions().stream().map(StatusServlet::line).toList());
        document.put("domains", report.domains().stream().map(StatusServlet::line).toList());
        document.put("incidents", report.incidents().stream().map(StatusServlet::incident).toList());
        return document;
    }

    private static Map<String, Object> line(StatusLine line) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", line.name());
        document.put("status", line.condition().words());
        if (line.region() != null) {
            document.put("servedFrom", line.region());
        }
        document.put("since", text(line.since()));
        document.put("days", line.days().stream().map(StatusServlet::day).toList());
        return document;
    }

    private static Map<String, Object> day(Day day) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("date", day.date().toString());
        document.put("upMinutes", day.upSeconds() / 60);
        document.put("degradedMinutes", History.inMinutes(day.degradedSeconds()));
        document.put("downMinutes", History.inMinutes(day.downSeconds()));
        return document;
    }

    private static Map<String, Object> incident(Incident incident) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", incident.title());
        document.put("started", text(incident.started()));
        document.put("ended", text(incident.ended()));
        document.put("text", incident.words());
        return document;
    }

    private static String text(Instant at) {
        return at == null ? null : at.toString();
    }
}
