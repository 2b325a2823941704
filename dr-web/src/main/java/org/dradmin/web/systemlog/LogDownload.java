package org.dradmin.web.systemlog;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.SystemLog;

/**
 * Sends the events a filter wants as a file, as they are read, however many they are. Takes the parameters of the
 * page; a value that means nothing is refused rather than left out, so that a file never holds more than was asked for.
 */
@WebServlet({"/log/export.csv", "/log/export.jsonl"})
public class LogDownload extends HttpServlet {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Inject
    private transient SystemLog log;
    @Inject
    private transient Clock clock;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LogFilter filter = new LogFilter(request::getParameter, clock.instant());
        if (!filter.isValid()) {
            refuse(filter, response);
            return;
        }
        describe(request, response);
        log.export(filter.query(), format(request), response.getOutputStream());
    }

    /** Says what a download would be, without being one. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        describe(request, response);
        response.flushBuffer();
    }

    private void describe(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType(format(request).mediaType());
        response.setHeader("Content-Disposition", "attachment; filename=\"system-log-" + STAMP.format(clock.instant()) + "." + format(request).ending() + "\"");
    }

    private static LogFormat format(HttpServletRequest request) {
        String path = request.getServletPath();
        return LogFormat.of(path.substring(path.lastIndexOf('.') + 1)).orElseThrow();
    }

    private static void refuse(LogFilter filter, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType("text/plain; charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println("Nothing was exported: the filter cannot be read.");
        filter.errors().forEach((name, reason) -> out.println(name + ": " + reason));
    }
}
