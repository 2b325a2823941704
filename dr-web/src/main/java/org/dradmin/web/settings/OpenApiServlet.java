package org.dradmin.web.settings;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.dradmin.api.Api;
import org.dradmin.api.OpenApi;

/** What the API offers, to download; under Settings, so that strangers and programs do not get it. */
@WebServlet("/settings/openapi.json")
public class OpenApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"openapi.json\"");
        response.getWriter().write(OpenApi.of(new Api().getClasses()).toPrettyString());
    }
}
