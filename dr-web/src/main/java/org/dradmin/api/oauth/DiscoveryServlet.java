package org.dradmin.api.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.access.Permission;
import org.dradmin.access.token.TokenKeys;
import org.dradmin.api.ErrorBody;
import org.dradmin.api.ErrorCode;

/** What the authorization server is and can (RFC 8414), and the keys that verify its tokens (RFC 7517). */
@WebServlet({DiscoveryServlet.METADATA, Issuer.KEYS_PATH, "/oauth2/*", "/.well-known/*"})
public class DiscoveryServlet extends HttpServlet {

    static final String METADATA = "/.well-known/oauth-authorization-server";
    private static final long serialVersionUID = 1;

    @Inject
    private transient Issuer issuer;
    @Inject
    private transient TokenKeys keys;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
        boolean known = path.equals(METADATA) || path.equals(Issuer.KEYS_PATH);
        if (!known) {
            ErrorBody.write(response, ErrorCode.NO_SUCH_PATH, null);
        } else if (!List.of("GET", "HEAD").contains(request.getMethod())) {
            Answers.otherMethod(request, response, "GET, HEAD");
        } else {
            Answers.json(response, 200, path.equals(METADATA) ? metadata() : keys.publicKeys().toJSONObject(true));
        }
    }

    private Map<String, Object> metadata() {
        List<String> algorithms = DPoP.ALGORITHMS.stream().map(JWSAlgorithm::getName).sorted().toList();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer.name());
        metadata.put("token_endpoint", issuer.tokenEndpoint().toString());
        metadata.put("jwks_uri", issuer.at(Issuer.KEYS_PATH).toString());
        metadata.put("response_types_supported", List.of("token"));
        metadata.put("grant_types_supported", List.of("client_credentials"));
        metadata.put("scopes_supported", Arrays.stream(Permission.values()).filter(Permission::isScope).map(Permission::role).toList());
        metadata.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt", "client_secret_basic"));
        metadata.put("token_endpoint_auth_signing_alg_values_supported", algorithms);
        metadata.put("dpop_signing_alg_values_supported", algorithms);
        return metadata;
    }
}
