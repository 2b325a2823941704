package org.dradmin.web.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * A JSON document that anybody may fetch, with what feeds and caches want: a strong entity tag, the time of the last
 * change, how long it is fresh, and an answer without a body to whoever has it already (RFC 9110, 13.1 and 15.4.5).
 */
final class PublicDocument {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte[] body;
    private final String tag;
    private final Instant modified;
    private final Duration fresh;

    /** @param fresh how long a cache may answer with it */
    PublicDocument(Map<String, Object> content, Instant modified, Duration fresh) {
        try {
            this.body = (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
        this.tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(digest(body)) + '"';
        this.modified = modified.truncatedTo(ChronoUnit.SECONDS);
        this.fresh = fresh;
    }

    void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("ETag", tag);
        response.setDateHeader("Last-Modified", modified.toEpochMilli());
        response.setHeader("Cache-Control", "public, max-age=" + fresh.toSeconds());
        if (isKnown(request)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** An entity tag decides alone where there is one; a date counts only without. */
    private boolean isKnown(HttpServletRequest request) {
        String tags = request.getHeader("If-None-Match");
        if (tags != null) {
            return Arrays.stream(tags.split(",")).map(one -> one.strip().replaceFirst("^W/", "")).anyMatch(one -> one.equals("*") || one.equals(tag));
        }
        try {
            return request.getDateHeader("If-Modified-Since") >= modified.toEpochMilli();
        } catch (IllegalArgumentException notADate) {
            return false;
        }
    }

    private static byte[] digest(byte[] body) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(body), 18);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
