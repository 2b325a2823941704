package org.dradmin.web.systemlog;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.dradmin.evidence.LogIntegrity;

/** What an auditor takes along to verify an export elsewhere: the seals, the public key, the links between events. */
@WebServlet({EvidenceDownload.SEALS, EvidenceDownload.KEY, EvidenceDownload.LINKS})
public class EvidenceDownload extends HttpServlet {

    static final String SEALS = "/log/seals.jws";
    static final String KEY = "/log/seal-key.pub.pem";
    static final String LINKS = "/log/links.jsonl";

    @Inject
    private transient LogIntegrity integrity;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath();
        Instant since = null;
        String date = request.getParameter("since");
        if (date != null && !date.isBlank()) {
            try {
                since = LocalDate.parse(date.strip()).atStartOfDay().toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
                response.setContentType("text/plain; charset=UTF-8");
                response.getWriter().println("since: give a date as 2026-11-22.");
                return;
            }
        }
        response.setContentType(path.equals(LINKS) ? "application/x-ndjson" : "application/octet-stream");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + path.substring(path.lastIndexOf('/') + 1) + "\"");
        try (OutputStream out = new BufferedOutputStream(response.getOutputStream(), 1 << 16)) {
            switch (path) {
                case SEALS -> integrity.writeSeals(out);
                case LINKS -> integrity.writeLinks(since, out);
                default -> out.write(integrity.publicKey().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
