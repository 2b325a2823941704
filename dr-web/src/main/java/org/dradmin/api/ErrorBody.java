package org.dradmin.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What every error of the API looks like; the id is new each time and stands in the server's log, too. */
public record ErrorBody(String errorCode, String errorSummary, String errorLink, String errorId, List<Cause> errorCauses) {

    /** One of the things that are wrong. */
    public record Cause(String errorSummary) { }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param what what the summary goes on with, where it takes something */
    public static ErrorBody of(ErrorCode code, String what, String... causes) {
        byte[] id = new byte[18];
        RANDOM.nextBytes(id);
        return new ErrorBody(code.code(), code.summary(what), code.code(), "oae" + Base64.getUrlEncoder().encodeToString(id),
                Arrays.stream(causes).map(Cause::new).toList());
    }

    /** Writes an error where nothing of the answer is sent yet. */
    public static void write(HttpServletResponse response, ErrorCode code, String what, String... causes) throws IOException {
        write(response, code.status(), code, what, causes);
    }

    /** As {@link #write(HttpServletResponse, ErrorCode, String, String...)} under a status that the contract has no code for. */
    public static void write(HttpServletResponse response, int status, ErrorCode code, String what, String... causes) throws IOException {
        byte[] body = JSON.writeValueAsBytes(of(code, what, causes));
        response.setStatus(status);
        response.setContentType("application/json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
