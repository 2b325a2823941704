package org.dradmin.api.oauth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.dradmin.platform.Settings;

/** The addresses by which this server names itself in tokens: always those of {@code dr.base.url}, never a request's. */
@ApplicationScoped
class Issuer {

    static final String TOKEN_PATH = "/oauth2/v1/token";
    static final String KEYS_PATH = "/oauth2/v1/keys";

    @Inject
    private Settings settings;

    String name() {
        return settings.baseUrl().toString();
    }

    URI tokenEndpoint() {
        return at(TOKEN_PATH);
    }

    URI at(String path) {
        return URI.create(settings.baseUrl() + path);
    }
}
