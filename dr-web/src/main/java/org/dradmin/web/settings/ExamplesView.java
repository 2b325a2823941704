package org.dradmin.web.settings;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.ProtectedDomains;
import org.dradmin.platform.Settings;

/** Settings &gt; API &gt; Examples: calls to copy, with this installation's address and one of its domains filled in. */
@Named("examples")
@RequestScoped
public class ExamplesView {

    @Inject
    private Settings settings;
    @Inject
    private ProtectedDomains domains;

    /**
     * Something to copy.
     *
     * @param key for the page, unique on it
     */
    public record Example(String key, String title, String note, String text) {
    }

    public List<Example> getAll() {
        String domain = domains.find("", 0, 1).stream().map(ProtectedDomain::getName).findFirst().orElse("portal.example.com");
        return of(settings.baseUrl().toString().replaceAll("/+$", ""), domain);
    }

    static List<Example> of(String base, String domain) {
        return List.of(
                new Example("token", "A token, by secret", "Lasts an hour. CLIENT_ID and CLIENT_SECRET are what was shown when the client was made.", """
                        BASE=%s
                        TOKEN=$(curl -sS -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials \\
                          -d "scope=okta.dr.manage okta.logs.read" "$BASE/oauth2/v1/token" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')""".formatted(base)),
                new Example("status", "Status", "Scope okta.dr.read.", """
                        curl -sS -H "Authorization: Bearer $TOKEN" %s/api/v1/dr/status""".formatted(base)),
                new Example("failover", "Failover of everything", "Scope okta.dr.manage. Answers when it has ended; with Prefer: respond-async at once.", """
                        curl -sS -X POST -H "Authorization: Bearer $TOKEN" -H "X-DR-Reason: Region lost" \\
                          %s/api/v1/dr/failover""".formatted(base)),
                new Example("failback", "Failback of one domain", "Without a body: of everything.", """
                        curl -sS -X POST -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
                          -d '{"domains": ["%s"]}' %s/api/v1/dr/failback""".formatted(domain, base)),
                new Example("logs", "The System Log", "Scope okta.logs.read. Go on from the link with rel=\"next\".", """
                        curl -sS -i -G -H "Authorization: Bearer $TOKEN" \\
                          --data-urlencode 'filter=eventType eq "system.dr.failover"' %s/api/v1/logs""".formatted(base)),
                new Example("node", "Node.js", "npm install @okta/okta-sdk-nodejs@8.1.0; for a client with a public key.", """
                        const {Client} = require('@okta/okta-sdk-nodejs');
                        const client = new Client({
                          orgUrl: '%s', authorizationMode: 'PrivateKey', clientId: process.env.CLIENT_ID,
                          scopes: ['okta.dr.manage'], privateKey: process.env.PRIVATE_JWK
                        });
                        client.disasterRecoveryApi.getDRStatus().then(console.log);""".formatted(base)),
                new Example("java", "Java", "com.okta.sdk:okta-sdk-api and okta-sdk-impl 24.0.0; it has the System Log and admin roles.", """
                        ApiClient client = Clients.builder()
                            .setOrgUrl("%s")
                            .setAuthorizationMode(AuthorizationMode.PRIVATE_KEY).setClientId(System.getenv("CLIENT_ID"))
                            .setScopes(Set.of("okta.logs.read")).setPrivateKey(System.getenv("PRIVATE_KEY_PEM")).build();
                        new SystemLogApi(client).listLogEvents(null, null, null, null, null, 100, "ASCENDING")
                            .forEach(event -> System.out.println(event.getEventType()));""".formatted(base)));
    }
}
