package org.dradmin.api.oauth;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a client posts to the token endpoint, each parameter once (RFC 6749, 3.2).
 *
 * @param authorization the header Authorization; null without one
 * @param proofs the DPoP headers, of which more than one are wrong
 */
record TokenRequest(Map<String, List<String>> parameters, String authorization, List<String> proofs) {

    static final int MOST_BYTES = 100_000;

    static TokenRequest read(HttpServletRequest request) throws TokenFault, IOException {
        try {
            if (request.getContentType() == null || !ContentType.parse(request.getContentType()).matches(ContentType.APPLICATION_URLENCODED)) {
                throw TokenFault.request("The body must be application/x-www-form-urlencoded.");
            }
        } catch (java.text.ParseException e) {
            throw TokenFault.request("The Content-Type cannot be read.");
        }
        if (request.getQueryString() != null) {
            throw TokenFault.request("Parameters belong into the body, where no log keeps them.");
        }
        if (request.getHeader("Content-Encoding") != null) {
            throw TokenFault.request("The body must not be encoded.");
        }
        byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw TokenFault.request("The body is too long.");
        }
        List<String> authorizations = Collections.list(request.getHeaders("Authorization"));
        if (authorizations.size() > 1) {
            throw TokenFault.request("Several Authorization headers were sent.");
        }
        Map<String, List<String>> parameters = URLUtils.parseParameters(new String(body, StandardCharsets.UTF_8));
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getValue().size() > 1) {
                throw TokenFault.request("A parameter was sent twice.");
            }
        }
        return new TokenRequest(parameters, authorizations.isEmpty() ? null : authorizations.get(0), Collections.list(request.getHeaders("DPoP")));
    }

    /** The value of a parameter; null where it is absent or empty. */
    String get(String name) {
        List<String> values = parameters.get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }

    Set<String> scopes() {
        String scope = get("scope");
        return scope == null ? Set.of() : new LinkedHashSet<>(List.of(scope.strip().split(" +")));
    }

    /** The ways in which this request claims to prove the client; exactly one is right. */
    List<String> credentials() {
        List<String> found = new ArrayList<>();
        if (authorization != null) {
            found.add("Authorization");
        }
        for (String parameter : List.of("client_secret", "client_assertion")) {
            if (get(parameter) != null) {
                found.add(parameter);
            }
        }
        return found;
    }
}
