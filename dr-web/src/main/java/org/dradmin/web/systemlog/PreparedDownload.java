package org.dradmin.web.systemlog;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.dradmin.organization.Refusal;
import org.dradmin.report.ExportFile;
import org.dradmin.report.LogExports;

/** Sends a prepared export to the one who asked for it. */
@WebServlet("/log/prepared")
public class PreparedDownload extends HttpServlet {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Inject
    private transient LogExports exports;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<ExportFile> ready;
        try {
            ready = exports.download(request.getParameter("id"));
        } catch (Refusal elsewhere) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            response.setContentType("text/plain; charset=UTF-8");
            response.getWriter().println(elsewhere.getMessage());
            return;
        }
        if (ready.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ExportFile file = ready.get();
        response.setContentType(file.format().mediaType());
        response.setContentLengthLong(file.bytes());
        response.setHeader("Content-Disposition", "attachment; filename=\"system-log-" + STAMP.format(file.createdAt()) + "." + file.format().ending() + "\"");
        Files.copy(file.path(), response.getOutputStream());
    }

    /** A download is an event, and so nothing but a download may be one. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
}
