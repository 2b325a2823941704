package org.dradmin.api.oauth;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dradmin.access.ApiClients;
import org.dradmin.access.TokenHolder;

/** Whose token a request carries. A token counts by its signature, its client and its roles at this moment, and nothing else. */
@ApplicationScoped
public class BearerTokens {

    private static final int MOST_LENGTH = 8000;

    @EJB
    private ApiClients clients;
    @Inject
    private VerifiedTokens tokens;
    @Inject
    private DPoP dpop;
    @Inject
    private Issuer issuer;

    /**
     * Who makes this request and what it may do; empty without a token, or with one that is not good.
     *
     * @param withDomains whether it is going to ask where the domains are, so that they are looked at along with it
     */
    public Optional<TokenHolder> holder(HttpServletRequest request, boolean withDomains) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        String header = headers.size() == 1 ? headers.get(0).strip() : "";
        int end = header.indexOf(' ');
        int start = header.lastIndexOf(' ') + 1;
        boolean isOneToken = end > 0 && header.substring(end, start).isBlank() && header.length() - start <= MOST_LENGTH;
        if (!isOneToken) {
            return Optional.empty();
        }
        String text = header.substring(start);
        return tokens.verified(text).filter(token -> isBoundTo(request, header.substring(0, end), text, token))
                .flatMap(token -> withDomains ? token.holderWithDomains().at(() -> clients.identifyWithDomains(token.client(), token.scopes()))
                        : token.holder().at(() -> clients.identify(token.client(), token.scopes()).map(identity -> new TokenHolder(identity, null))));
    }

    /** A token bound to a key comes with a proof, and under its own scheme; one that is not does not. */
    private boolean isBoundTo(HttpServletRequest request, String scheme, String text, VerifiedTokens.Token token) {
        if (!token.bound()) {
            return scheme.equalsIgnoreCase("Bearer");
        }
        List<String> proofs = Collections.list(request.getHeaders("DPoP"));
        if (!scheme.equalsIgnoreCase("DPoP") || proofs.size() != 1 || token.thumbprint() == null) {
            return false;
        }
        try {
            URI address = issuer.at(request.getRequestURI().substring(request.getContextPath().length()));
            return dpop.proves(proofs.get(0), request.getMethod(), address, token.client(), text, token.thumbprint());
        } catch (IllegalArgumentException noAddress) {
            // The server lets paths in that no proof can name.
            return false;
        }
    }
}
