package org.dradmin.web.settings;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.dradmin.recovery.RecoveryPlans;

/** Sends one version of the recovery plan as a JSON file, in the shape that the organization file has it. */
@WebServlet("/settings/plan.json")
public class PlanDownload extends HttpServlet {

    @Inject
    private transient RecoveryPlans plans;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String wanted = request.getParameter("version");
        Optional<String> document = wanted != null && wanted.matches("[0-9]{1,9}") ? plans.export(Integer.parseInt(wanted)) : Optional.empty();
        if (document.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Content-Disposition", "attachment; filename=\"recovery-plan-" + wanted + ".json\"");
        response.getOutputStream().write(document.get().getBytes(StandardCharsets.UTF_8));
    }

    /** A look at the headers is no export. */
    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("application/json");
    }
}
