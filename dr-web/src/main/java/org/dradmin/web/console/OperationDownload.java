package org.dradmin.web.console;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.dradmin.recovery.Recovery;
import org.dradmin.recovery.RecoveryOperation;

/** Sends everything about one operation as a JSON file, for those who prove later what was done. */
@WebServlet("/console/operation.json")
public class OperationDownload extends HttpServlet {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    @Inject
    private transient Recovery recovery;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (describe(request, response)) {
            recovery.export(request.getParameter("id"), response.getOutputStream());
        }
    }

    /** Says what a download would be, without being one. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (describe(request, response)) {
            response.flushBuffer();
        }
    }

    private boolean describe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<RecoveryOperation> operation = recovery.operation(request.getParameter("id"));
        if (operation.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return false;
        }
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + operation.get().getKind().title().toLowerCase(Locale.ROOT) + "-"
                + STAMP.format(operation.get().getRequestedAt()) + ".json\"");
        return true;
    }
}
