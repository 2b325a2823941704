package org.dradmin.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.nio.file.Path;
import java.util.List;

/** The demonstration's organization with API clients, whose keys are made for this run and are nowhere else. */
public final class TestClients {

    /** Super admin with every scope it can have, by key. */
    public static final String ROBOT = "robot";
    /** Super admin that may only look, by key. */
    public static final String READER = "reader";
    /** Holds the scopes and no role, by key. */
    public static final String POWERLESS = "powerless";
    /** Its tokens are bound to a key of its own. */
    public static final String BOUND = "bound";
    /** Reads the System Log, by secret. */
    public static final String AUDITOR = "auditor";

    public static final String SECRET = "test-only-0123456789abcdef0123456789";
    public static final RSAKey KEY = rsa();
    public static final ECKey EC_KEY = ec();

    private TestClients() {
    }

    private static RSAKey rsa() {
        try {
            return new RSAKeyGenerator(2048).keyID("rsa").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The section of an organization file. */
    static String asJson() {
        ArrayNode clients = new ObjectMapper().createArrayNode();
        String all = "okta.dr.manage okta.logs.read okta.roles.manage";
        byKey(client(clients, ROBOT, all, "SUPER_ADMIN"));
        byKey(client(clients, READER, "okta.dr.read okta.roles.read", "SUPER_ADMIN"));
        byKey(client(clients, POWERLESS, all));
        byKey(client(clients, BOUND, all, "SUPER_ADMIN")).put("dpop", true);
        client(clients, AUDITOR, "okta.logs.read", "REPORT_ADMIN").put("secret", SECRET);
        return clients.toString();
    }

    /** The demonstration's organization with these clients. */
    public static Path organization() {
        return new DemoOrganization().withClients().file();
    }

    /** The demonstration's organization with these clients, in which the early access feature is off. */
    public static Path organizationWithFeatureOff() {
        return new DemoOrganization().withClients().withFeatureOff().file();
    }

    private static ObjectNode client(ArrayNode clients, String id, String scopes, String... roles) {
        ObjectNode client = clients.addObject().put("clientId", id).put("name", "The " + id);
        List.of(scopes.split(" ")).forEach(client.putArray("scopes")::add);
        List.of(roles).forEach(client.putArray("roles")::add);
        return client;
    }

    private static ObjectNode byKey(ObjectNode client) {
        ArrayNode keys = client.putObject("jwks").putArray("keys");
        for (JWK key : List.of(KEY, EC_KEY)) {
            keys.addPOJO(key.toPublicJWK().toJSONObject());
        }
        return client;
    }
}
