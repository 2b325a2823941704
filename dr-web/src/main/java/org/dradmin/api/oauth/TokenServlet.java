package org.dradmin.api.oauth;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;

/** {@code POST /oauth2/v1/token}: the token endpoint (RFC 6749, 3.2). */
@WebServlet(Issuer.TOKEN_PATH)
public class TokenServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient TokenDesk desk;
    @Inject
    private transient DPoP dpop;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getMethod().equals("POST")) {
            Answers.otherMethod(request, response, "POST");
            return;
        }
        try {
            Answers.json(response, 200, new LinkedHashMap<>(desk.grant(TokenRequest.read(request))));
        } catch (TokenFault fault) {
            if (fault.status() == 401 && request.getHeader("Authorization") != null) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"token\"");
            }
            Answers.json(response, fault.status(), Answers.fault(fault.error(), fault.getMessage()));
        } catch (DPoP.NonceWanted wanted) {
            response.setHeader("dpop-nonce", dpop.newNonce());
            Answers.json(response, 400, Answers.fault("use_dpop_nonce", "Authorization server requires nonce in DPoP proof."));
        }
    }
}
