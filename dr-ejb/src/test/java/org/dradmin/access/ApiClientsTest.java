package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import jakarta.ejb.EJBAccessException;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.dradmin.TestContainer;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.DomainSide;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Feature;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.Region;
import org.dradmin.organization.ServiceMode;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that call the API: how they come to be, what proves them, and what their tokens may do. */
class ApiClientsTest {

    private static final Set<String> DR = Set.of(Roles.DR_MANAGE);

    private final TestContainer world = TestContainer.onDerby();
    private final ApiClients clients = world.get(ApiClients.class);

    @BeforeEach
    void foundTheOrganization() {
        world.inTransaction(() -> world.em().persist(new Organization("org", "Example", world.clock().instant())));
        world.get(Organizations.class).switchFeature(Feature.SELF_SERVICE, true);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private static String publicKey() throws Exception {
        return new ECKeyGenerator(Curve.P_256).keyID("one").generate().toPublicJWK().toJSONString();
    }

    private String withSecret(RoleType role, Permission... scopes) {
        return clients.create("Robot", null, Set.of(scopes), false, Set.of(role)).clientId();
    }

    private Set<String> roles(String client, Set<String> tokenScopes) {
        return clients.identify(client, tokenScopes).orElseThrow().roles();
    }

    private List<LogEvent> events(EventType type) {
        return Written.events(world, type);
    }

    @Test
    void tellsASecretOnceAndKeepsItsHash() {
        ApiClients.Made made = clients.create(" Robot ", null, Set.of(Permission.DR_READ), false, Set.of());
        assertThat(made.secret()).hasSizeGreaterThan(40);
        assertThat(clients.knows(made.clientId(), made.secret())).isTrue();
        assertThat(clients.knows(made.clientId(), made.secret() + "x")).isFalse();
        assertThat(clients.knows(made.clientId(), null)).isFalse();
        assertThat(clients.knows("nobody", made.secret())).isFalse();
        String stored = world.inTransaction(() -> (String) world.em().createNativeQuery("SELECT secret_hash FROM api_client").getSingleResult());
        assertThat(stored).startsWith("sha256:").doesNotContain(made.secret());
        assertThat(events(EventType.CLIENT_CREATED)).singleElement().satisfies(event -> {
            assertThat(event.getDebugData()).containsEntry("scopes", "okta.dr.read").containsEntry("authentication", "client_secret_basic");
            assertThat(event.getDebugData().toString()).doesNotContain(made.secret()).doesNotContain(stored);
        });
    }

    @Test
    void replacesASecretByAnotherAndByKeys() throws Exception {
        ApiClients.Made made = clients.create("Robot", null, Set.of(Permission.DR_READ), false, Set.of());
        String second = clients.renewSecret(made.clientId());
        assertThat(clients.knows(made.clientId(), made.secret())).isFalse();
        assertThat(clients.knows(made.clientId(), second)).isTrue();
        clients.replaceKeys(made.clientId(), publicKey());
        assertThat(clients.knows(made.clientId(), second)).isFalse();
        assertThat(clients.active(made.clientId()).orElseThrow().hasKeys()).isTrue();
    }

    @Test
    void takesPublicKeysOfTheKindsItCanVerifyAndNoOthers() throws Exception {
        String rsa = new RSAKeyGenerator(2048).keyID("a").generate().toPublicJWK().toJSONString();
        assertThat(ClientKeys.of(rsa)).contains("\"keys\"", "\"a\"");
        assertThat(ClientKeys.of("{\"keys\": [" + rsa + ", " + publicKey() + "]}")).contains("\"a\"", "\"one\"");
        refuses("", "no JSON Web Key Set");
        refuses("{", "no JSON Web Key Set");
        refuses("{\"keys\": []}", "no key");
        refuses("{\"keys\": 3}", "no JSON Web Key Set");
        refuses("{\"keys\": [" + rsa + "," + rsa + "]}", "no two the same");
        refuses(new RSAKeyGenerator(2048).generate().toJSONString(), "private or secret part");
        refuses(new OctetSequenceKeyGenerator(256).generate().toJSONString(), "private or secret part");
        refuses(new RSAKeyGenerator(1024, true).generate().toPublicJWK().toJSONString(), "1024 bits");
        refuses("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}", "kind that is not taken");
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\r\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\r\n-----END " + what + "-----\n";
    }

    @Test
    void takesPublicKeysAsToolsWriteThemIntoFiles() throws Exception {
        var rsa = new RSAKeyGenerator(2048).generate();
        var ec = new ECKeyGenerator(Curve.P_384).generate();
        assertThat(JWKSet.parse(ClientKeys.of(pem("PUBLIC KEY", rsa.toPublicKey().getEncoded()))).getKeys()).containsExactly(rsa.toPublicJWK());
        assertThat(JWKSet.parse(ClientKeys.of(pem("PUBLIC KEY", ec.toPublicKey().getEncoded()))).getKeys()).containsExactly(ec.toPublicJWK());
        refuses(pem("PRIVATE KEY", rsa.toPrivateKey().getEncoded()), "private or secret part");
        refuses(pem("EC PRIVATE KEY", ec.toPrivateKey().getEncoded()), "private or secret part");
        refuses(pem("CERTIFICATE", new byte[] {1, 2, 3}), "no JSON Web Key Set");
        refuses(pem("PUBLIC KEY", new byte[] {1, 2, 3}), "no JSON Web Key Set");
        refuses("-----BEGIN PUBLIC KEY-----", "no JSON Web Key Set");
        refuses(pem("PUBLIC KEY", new RSAKeyGenerator(1024, true).generate().toPublicKey().getEncoded()), "1024 bits");
        refuses(pem("PUBLIC KEY", KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded()), "no JSON Web Key Set");
        String two = pem("PUBLIC KEY", rsa.toPublicKey().getEncoded()) + pem("PRIVATE KEY", rsa.toPrivateKey().getEncoded());
        refuses(two, "private or secret part");
    }

    private static void refuses(String jwks, String reason) {
        assertThatThrownBy(() -> ClientKeys.of(jwks)).as(jwks).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }

    @Test
    void refusesWhatMakesNoClient() {
        assertThatThrownBy(() -> clients.create(" ", null, Set.of(Permission.DR_READ), false, Set.of())).hasMessageContaining("name");
        assertThatThrownBy(() -> clients.create("x".repeat(201), null, Set.of(Permission.DR_READ), false, Set.of())).hasMessageContaining("name");
        assertThatThrownBy(() -> clients.create("Robot", null, Set.of(), false, Set.of())).hasMessageContaining("at least one scope");
        assertThatThrownBy(() -> clients.create(" ", "{}", Set.of(), false, Set.of())).isInstanceOfSatisfying(FaultyField.class,
                fault -> assertThat(fault.all()).extracting(FaultyField::field).containsExactly("name", "scopes", "jwks"));
        assertThatThrownBy(() -> clients.create("Robot", null, Set.of(Permission.SETTINGS_MANAGE), false, Set.of())).hasMessageContaining("people only");
        assertThat(clients.all()).isEmpty();
    }

    @Test
    void givesATokenWhatItsScopesTheClientsScopesAndItsRolesAllAllow() {
        String client = withSecret(RoleType.SUPER_ADMIN, Permission.DR_MANAGE, Permission.LOGS_READ);
        assertThat(roles(client, DR)).containsExactlyInAnyOrder(Roles.DR_MANAGE, Roles.DR_READ);
        assertThat(roles(client, Set.of(Roles.LOGS_READ))).containsExactly(Roles.LOGS_READ);
        assertThat(roles(client, Set.of(Roles.USERS_MANAGE, Roles.SETTINGS_MANAGE, Roles.ENGINE))).isEmpty();
        clients.allow(client, EnumSet.of(Permission.LOGS_READ));
        assertThat(roles(client, DR)).as("a scope taken from the client").isEmpty();

        String reader = withSecret(RoleType.READ_ONLY_ADMIN, Permission.DR_MANAGE);
        assertThat(roles(reader, DR)).as("the role allows the view only").containsExactly(Roles.DR_READ);
        assertThat(roles(withSecret(RoleType.CUSTOM, Permission.DR_MANAGE), DR)).as("a scope alone gives nothing").isEmpty();
    }

    @Test
    void givesNothingOfARoleOnceItIsTakenAway() {
        String client = withSecret(RoleType.SUPER_ADMIN, Permission.DR_MANAGE);
        assertThatThrownBy(() -> clients.assign(client, RoleType.SUPER_ADMIN)).hasMessageContaining("already");
        clients.rolesOf(client).forEach(role -> clients.unassign(client, role.getId()));
        assertThat(roles(client, DR)).isEmpty();
        clients.assign(client, RoleType.READ_ONLY_ADMIN);
        assertThat(roles(client, DR)).containsExactly(Roles.DR_READ);
        assertThat(events(EventType.CLIENT_ROLE_REVOKE)).hasSize(1);
    }

    @Test
    void obeysACustomRoleOnItsResourceSetOnly() {
        String client = withSecret(RoleType.CUSTOM, Permission.DR_MANAGE);
        world.inTransaction(() -> {
            AdminRole role = new AdminRole("Operator", "", Set.of(Permission.DR_MANAGE));
            ResourceSet set = new ResourceSet("Elsewhere", "", Set.of(Permission.LOGS_READ.orn("org")));
            world.em().persist(role);
            world.em().persist(set);
            world.em().persist(RoleAssignment.custom(PrincipalType.CLIENT, client, role, set, world.clock().instant()));
        });
        assertThat(roles(client, DR)).isEmpty();
        world.inTransaction(() -> {
            ResourceSet set = new ResourceSet("Continuity", "", Set.of(Permission.DR_MANAGE.orn("org")));
            world.em().persist(set);
            AdminRole role = world.em().createQuery("SELECT r FROM AdminRole r", AdminRole.class).getSingleResult();
            world.em().persist(RoleAssignment.custom(PrincipalType.CLIENT, client, role, set, world.clock().instant()));
        });
        assertThat(roles(client, DR)).containsExactlyInAnyOrder(Roles.DR_MANAGE, Roles.DR_READ);
        assertThat(clients.rolesOf(client)).extracting(RoleAssignment::title).contains("Operator on Continuity");
    }

    @Test
    void closesDisasterRecoveryToTokensWhileItsFeatureIsOff() {
        String client = withSecret(RoleType.SUPER_ADMIN, Permission.DR_MANAGE, Permission.LOGS_READ);
        world.get(Organizations.class).switchFeature(Feature.SELF_SERVICE, false);
        assertThat(roles(client, Set.of(Roles.DR_MANAGE, Roles.LOGS_READ))).containsExactly(Roles.LOGS_READ);
        assertThat(clients.identify(client, DR).orElseThrow().whyNoDisasterRecovery()).contains("is off");
    }

    private void protect(String name, boolean isDefault, Side side) {
        world.inTransaction(() -> {
            Region east = world.em().find(Region.class, "east");
            if (east == null) {
                world.em().persist(east = new Region("east", "East", List.of()));
            }
            world.em().persist(new ProtectedDomain(name, isDefault, east, URI.create("https://east.example.test"), east, URI.create("https://west.example.test"),
                    world.clock().instant()));
        });
        move(world, name, side);
    }

    private static void move(TestContainer node, String name, Side side) {
        node.inTransaction(() -> node.get(Organizations.class).record(side, List.of(name), List.of()));
    }

    @Test
    void looksAtTheDomainsAlongWithTheClientAndMissesNothingThatAnotherNodeDid() {
        protect("b.example.test", false, Side.PRIMARY);
        protect("a.example.test", false, Side.DISASTER_RECOVERY);
        protect("z.example.test", true, Side.PRIMARY);
        String client = withSecret(RoleType.SUPER_ADMIN, Permission.DR_READ, Permission.LOGS_READ);
        Organizations organizations = world.get(Organizations.class);
        TestContainer other = world.anotherNode();
        for (Side side : List.of(Side.PRIMARY, Side.DISASTER_RECOVERY, Side.PRIMARY)) {
            move(other, "z.example.test", side);
            TokenHolder holder = clients.identifyWithDomains(client, DR).orElseThrow();
            assertThat(organizations.domainSides(holder.sides())).isEqualTo(organizations.domainSides()).containsExactly(new DomainSide("z.example.test", side),
                    new DomainSide("a.example.test", Side.DISASTER_RECOVERY), new DomainSide("b.example.test", Side.PRIMARY));
            assertThat(holder.identity()).isEqualTo(clients.identify(client, DR).orElseThrow());
            assertThat(holder.identity().roles()).containsExactly(Roles.DR_READ);
        }
        other.get(ApiClients.class).deactivate(client);
        assertThat(clients.identifyWithDomains(client, DR)).isEmpty();
    }

    @Test
    void opensWhatWasSeenOfTheDomainsToNobodyWithoutTheRight() {
        protect("z.example.test", true, Side.PRIMARY);
        String client = withSecret(RoleType.REPORT_ADMIN, Permission.DR_READ, Permission.LOGS_READ);
        TokenHolder holder = clients.identifyWithDomains(client, Set.of(Roles.DR_READ, Roles.LOGS_READ)).orElseThrow();
        assertThat(holder.identity().roles()).containsExactly(Roles.LOGS_READ);
        Organizations organizations = world.get(Organizations.class);
        world.as("robot", List.copyOf(holder.identity().roles()), () ->
                assertThatThrownBy(() -> organizations.domainSides(holder.sides())).isInstanceOf(EJBAccessException.class));
    }

    @Test
    void takesNothingFromADeactivatedClient() {
        ApiClients.Made made = clients.create("Robot", null, Set.of(Permission.DR_READ), false, Set.of(RoleType.SUPER_ADMIN));
        clients.deactivate(made.clientId());
        assertThat(clients.identify(made.clientId(), DR)).isEmpty();
        assertThat(clients.knows(made.clientId(), made.secret())).isFalse();
        assertThat(clients.active(made.clientId())).isEmpty();
        clients.deactivate(made.clientId());
        assertThat(events(EventType.CLIENT_DEACTIVATED)).as("one event for one change").hasSize(1);
        clients.activate(made.clientId());
        assertThat(clients.knows(made.clientId(), made.secret())).isTrue();
    }

    @Test
    void remembersWhenAClientLastGotAToken() {
        String id = withSecret(RoleType.SUPER_ADMIN, Permission.DR_READ);
        world.clock().advance(Duration.ofHours(1));
        clients.granted(clients.active(id).orElseThrow(), "okta.dr.read", "t1");
        assertThat(clients.active(id).orElseThrow().getLastUsedAt()).isEqualTo(world.clock().instant());
        Instant first = world.clock().instant();
        world.clock().advance(Duration.ofSeconds(50));
        clients.granted(clients.active(id).orElseThrow(), "okta.dr.read", "t2");
        assertThat(clients.active(id).orElseThrow().getLastUsedAt()).as("written once a minute").isEqualTo(first);
        world.clock().advance(Duration.ofSeconds(20));
        clients.granted(clients.active(id).orElseThrow(), "okta.dr.read", "t3");
        assertThat(clients.active(id).orElseThrow().getLastUsedAt()).isEqualTo(world.clock().instant());
        clients.refused(id, "INVALID_ASSERTION");
        clients.refused("stranger", "UNKNOWN_CLIENT");
        assertThat(events(EventType.TOKEN_GRANT)).extracting(LogEvent::getOutcomeReason)
                .containsExactlyInAnyOrder(null, null, null, "INVALID_ASSERTION", "UNKNOWN_CLIENT");
    }

    @Test
    void letsStrangersFillTheLogWithNothingLongerThanAnId() {
        for (String claimed : new String[] {"stranger", "x".repeat(20_000), "a\u0000b", "", null}) {
            clients.refused(claimed, "UNKNOWN_CLIENT");
            assertThat(clients.active(claimed)).isEmpty();
        }
        assertThat(events(EventType.TOKEN_GRANT)).extracting(event -> event.getDebugData().get("clientId"))
                .containsExactlyInAnyOrder("stranger", "(what can be no client's id)", "(what can be no client's id)", "(what can be no client's id)", null);
    }

    @Test
    void takesRightsAwayAndGivesTokensButGrantsNothingWhileTheOrganizationIsReadOnly() {
        String client = withSecret(RoleType.SUPER_ADMIN, Permission.DR_READ);
        world.inTransaction(() -> world.get(Organizations.class).enter(ServiceMode.READ_ONLY, Entry.of(EventType.SERVICE_MODE)));
        clients.granted(clients.active(client).orElseThrow(), "okta.dr.read", "t1");
        assertThatThrownBy(() -> withSecret(RoleType.SUPER_ADMIN, Permission.DR_READ)).isInstanceOf(ReadOnlyRefusal.class);
        assertThatThrownBy(() -> clients.renewSecret(client)).isInstanceOf(ReadOnlyRefusal.class);
        clients.unassign(client, clients.rolesOf(client).get(0).getId());
        clients.deactivate(client);
        assertThatThrownBy(() -> clients.activate(client)).isInstanceOf(ReadOnlyRefusal.class);
    }

    @Test
    void isClosedToWhoeverMayNotManageSettings() {
        world.as("omar", List.of(Roles.DR_MANAGE, Roles.ROLES_MANAGE), () -> {
            assertThatThrownBy(clients::all).isInstanceOf(jakarta.ejb.EJBAccessException.class);
            assertThatThrownBy(() -> withSecret(RoleType.SUPER_ADMIN, Permission.DR_READ)).isInstanceOf(jakarta.ejb.EJBAccessException.class);
        });
    }
}
