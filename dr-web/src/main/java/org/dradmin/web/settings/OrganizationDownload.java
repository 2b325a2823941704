package org.dradmin.web.settings;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.dradmin.organization.OrganizationFiles;

/** Sends the organization as a file. */
@WebServlet("/settings/organization.json")
public class OrganizationDownload extends HttpServlet {

    @Inject
    private transient OrganizationFiles files;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] document = files.export().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"organization.json\"");
        response.getOutputStream().write(document);
    }

    /** A look at the headers is no export. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("application/json");
    }
}
