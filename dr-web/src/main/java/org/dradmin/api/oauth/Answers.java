package org.dradmin.api.oauth;

import com.nimbusds.jose.util.JSONObjectUtils;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dradmin.api.ErrorBody;
import org.dradmin.api.ErrorCode;

/** Writes what the authorization server answers: JSON that nobody keeps. */
final class Answers {

    private Answers() {
    }

    static Map<String, Object> fault(String error, String description) {
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("error", error);
        fault.put("error_description", description);
        return fault;
    }

    /** To a method that the path does not take, or to the question which it takes. */
    static void otherMethod(HttpServletRequest request, HttpServletResponse response, String taken) throws IOException {
        response.setHeader("Allow", taken + ", OPTIONS");
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            ErrorBody.write(response, ErrorCode.METHOD, null);
        }
    }

    static void json(HttpServletResponse response, int status, Map<String, Object> members) throws IOException {
        byte[] body = JSONObjectUtils.toJSONString(members).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
