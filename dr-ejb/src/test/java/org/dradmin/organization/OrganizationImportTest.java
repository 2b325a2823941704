package org.dradmin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dradmin.TestContainer;
import org.dradmin.access.AdminRoles;
import org.dradmin.access.ApiClients;
import org.dradmin.access.Credential;
import org.dradmin.access.Permission;
import org.dradmin.access.User;
import org.dradmin.recovery.Plan;
import org.dradmin.recovery.RecoveryPlan;
import org.dradmin.recovery.Step;
import org.dradmin.systemlog.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrganizationImportTest {

    private static final Path CONFIG = Path.of("..", "config");
    private static final Path DEMO = CONFIG.resolve("demo-organization.json");
    private static final Path SYSTEM_DEMO = CONFIG.resolve("system-demo");

    @TempDir
    private Path temp;
    private final TestContainer world = TestContainer.onDerby().setting("dr.base.url", "https://dr.example.test:8443/");

    @AfterEach
    void end() {
        world.close();
    }

    private void found(Path file) {
        world.inTransaction(() -> world.get(OrganizationImport.class).found(file));
    }

    private void found(String json) throws IOException {
        found(Files.writeString(temp.resolve("organization.json"), json));
    }

    private <T> List<T> all(Class<T> type) {
        return world.inTransaction(() -> world.em().createQuery("SELECT x FROM " + type.getSimpleName() + " x", type).getResultList());
    }

    private Set<Permission> permissionsOf(String username) {
        User user = all(User.class).stream().filter(u -> u.getUsername().equals(username)).findFirst().orElseThrow();
        return world.inTransaction(() -> world.get(AdminRoles.class).permissionsOf(user));
    }

    private static List<com.networknt.schema.Error> schemaErrors(String json) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(CONFIG.resolve("organization.schema.json")));
        return schema.validate(json, InputFormat.JSON);
    }

    @Test
    void itsSchemaKnowsPlansOfGroupsAndConnectors() throws IOException {
        String demo = Files.readString(DEMO);
        String plan = """
                "plan": {"connectors": {"ask-grace": {"type": "manual", "settings": {"person": "grace", "instructions": "Power it down."}}},
                  "failover": [{"name": "Fence", "steps": [{"name": "By hand", "connector": "ask-grace", "organization": true, "waitMinutes": 30}]},
                    {"name": "Door", "connector": "front-door", "domains": ["portal.example.test"], "passUnreachable": true}],
                  "failback": [{"name": "Door", "connector": "front-door"}]}""";
        String whole = demo.replace("\"plan\": {}", plan);
        assertThat(whole).isNotEqualTo(demo);
        assertThat(schemaErrors(whole)).isEmpty();
        found(whole);
        assertThat(all(RecoveryPlan.class)).singleElement()
                .satisfies(made -> assertThat(made.getPlan().failover().get(0).steps().get(0).waitMinutes()).isEqualTo(30));
        for (String wrong : List.of("\"waitMinutes\": 1441", "\"waitMinutes\": 30, \"domains\": [\"portal.example.test\"]", "\"waitMinutes\": 30, \"wait\": 1")) {
            assertThat(schemaErrors(whole.replace("\"waitMinutes\": 30", wrong))).as(wrong).isNotEmpty();
        }
    }

    @Test
    void importsTheDemonstration() {
        found(DEMO);

        assertThat(all(Organization.class)).extracting(Organization::getName).containsExactly("Harbor & Vale");
        assertThat(all(ProtectedDomain.class)).hasSize(5).allSatisfy(domain -> {
            assertThat(domain.endpointOn(Side.PRIMARY)).isEqualTo(URI.create("https://dr.example.test:8443/demo/us-east"));
            assertThat(domain.endpointOn(Side.DISASTER_RECOVERY)).isEqualTo(URI.create("https://dr.example.test:8443/demo/us-west"));
            assertThat(domain.getActiveRegion().getDisplayName()).isEqualTo("US East");
        }).filteredOn(ProtectedDomain::isDefaultDomain).extracting(ProtectedDomain::getName).containsExactly("portal.example.test");
        assertThat(world.get(Organizations.class).isOn(Feature.SELF_SERVICE)).isTrue();
        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("ada", "grace");
        assertThat(permissionsOf("omar")).containsExactlyInAnyOrder(Permission.DR_MANAGE, Permission.DR_READ);
        assertThat(permissionsOf("rita")).containsExactly(Permission.LOGS_READ);
        assertThat(permissionsOf("eve")).isEmpty();
    }

    @Test
    void importsTheSystemDemonstrationWhoseFailuresWaitForAPersonAsItsReadmeSays() throws IOException {
        assertThat(Files.readString(SYSTEM_DEMO.resolve("README.md"))).contains("A step of the database or of traffic that fails waits five minutes");
        Path file = SYSTEM_DEMO.resolve("organization.json");
        assertThat(schemaErrors(Files.readString(file))).isEmpty();

        found(file);

        Plan plan = all(RecoveryPlan.class).get(0).getPlan();
        for (List<Plan.Group> groups : List.of(plan.failover(), plan.failback())) {
            assertThat(groups).extracting(Plan.Group::name).contains("Database", "Traffic");
            assertThat(groups).filteredOn(group -> List.of("Database", "Traffic").contains(group.name())).flatExtracting(Plan.Group::steps)
                    .extracting(Step::waitMinutes).as("minutes of each step").containsExactly(5, 5, 5, 5);
        }
    }

    @Test
    void writesOneEventThatSaysWhatCameInWithoutAnyPassword() throws IOException {
        found(DEMO);

        assertThat(all(LogEvent.class)).singleElement().satisfies(event -> {
            assertThat(event.getEventType()).isEqualTo("system.organization.import");
            assertThat(event.getDebugData()).containsEntry("file", "demo-organization.json").containsEntry("domains", "5")
                    .containsEntry("users", "5").containsEntry("superAdmins", "ada, grace");
            assertThat(event.getDebugData().toString()).doesNotContain("demo-only").doesNotContain("argon2");
        });
    }

    @Test
    void agreesWithItsSchemaOnSoundFiles() throws IOException {
        assertThat(schemaErrors(Files.readString(DEMO))).isEmpty();
        assertThat(schemaErrors(OrganizationFileTest.SOUND)).isEmpty();
        assertThat(schemaErrors(OrganizationFile.EMPTY)).isEmpty();
    }

    @Test
    void hasASchemaThatRefusesWhatAnEditorCanSee() throws IOException {
        assertThat(schemaErrors(OrganizationFileTest.SOUND.replace("\"regions\"", "\"region\""))).isNotEmpty();
        assertThat(schemaErrors(OrganizationFileTest.SOUND.replace("\"SUPER_ADMIN\"", "\"ROOT\""))).isNotEmpty();
        assertThat(schemaErrors(OrganizationFileTest.SOUND.replace("\"apiClients\": []", "\"apiClients\": [{}]"))).isNotEmpty();
        assertThat(schemaErrors(OrganizationFileTest.SOUND.replace("\"user\": \"ADA\"", "\"user\": \"ada\", \"group\": \"Crew\""))).isNotEmpty();
    }

    @Test
    void keepsValuesInTheFormInWhichTheyAreCompared() throws IOException {
        world.setting("RANGE", "2001:0DB8:0:0::/32");
        found(OrganizationFileTest.SOUND.replace("portal.example.test", "Bücher.Example.test").replace("203.0.113.0/24", "${RANGE}")
                .replace("\"name\": \"Example\"", "\"name\": \"Caf\u00e9 $${x}\""));

        assertThat(all(ProtectedDomain.class)).extracting(ProtectedDomain::getName).containsExactly("xn--bcher-kva.example.test");
        assertThat(all(ProtectedDomain.class)).extracting(d -> d.endpointOn(Side.DISASTER_RECOVERY).toString())
                .containsExactly("https://west.example.test/base");
        assertThat(all(Application.class)).extracting(Application::getDomainName).containsExactly("xn--bcher-kva.example.test");
        assertThat(all(Region.class)).filteredOn(r -> r.getCode().equals("east")).flatExtracting(Region::getIpRanges).containsExactly("2001:db8::/32");
        assertThat(all(Organization.class)).extracting(Organization::getName).containsExactly("Café ${x}");
    }

    @Test
    void takesAPasswordAsItIsByReferenceOrAsAHash() throws IOException {
        String hash = Credential.hash("another-long-password");
        world.setting("ADA_PASSWORD", hash);
        found(OrganizationFileTest.SOUND.replace("long-enough-for-anybody", "${ADA_PASSWORD}"));

        String stored = world.inTransaction(() -> (String) world.em().createNativeQuery("SELECT password_hash FROM credential").getSingleResult());
        assertThat(stored).isEqualTo(hash);
    }

    @Test
    void bringsApiClientsWithTheirKeysOrSecretsAndTheirRoles() throws IOException {
        String key = "{\"kty\": \"EC\", \"crv\": \"P-256\", \"kid\": \"k\", \"x\": \"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
                + " \"y\": \"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
        world.setting("ROBOT_SECRET", "0123456789abcdef0123456789abcdef");
        String file = OrganizationFileTest.SOUND.replace("\"apiClients\": []", """
                "apiClients": [
                  {"clientId": "robot", "name": "Robot", "scopes": ["okta.dr.manage", "okta.logs.read"], "secret": "${ROBOT_SECRET}"},
                  {"clientId": "auditor", "name": "Auditor", "scopes": ["okta.logs.read"], "jwks": {"keys": [%s]}, "dpop": true,
                   "roles": ["REPORT_ADMIN"]}]""".formatted(key)).replace("\"user\": \"ADA\"", "\"client\": \"robot\"");
        assertThat(schemaErrors(file)).isEmpty();
        found(file);

        ApiClients clients = world.get(ApiClients.class);
        assertThat(clients.knows("robot", "0123456789abcdef0123456789abcdef")).isTrue();
        assertThat(clients.identify("robot", Set.of("okta.dr.manage", "okta.logs.read")).orElseThrow().roles())
                .containsExactlyInAnyOrder("okta.dr.manage", "okta.dr.read");
        assertThat(clients.active("auditor").orElseThrow()).matches(client -> client.hasKeys() && client.isDpop());
        assertThat(clients.identify("auditor", Set.of("okta.logs.read")).orElseThrow().roles()).containsExactly("okta.logs.read");
        assertThat(all(LogEvent.class)).singleElement().satisfies(event -> assertThat(event.getDebugData()).containsEntry("apiClients", "2"));
    }

    @Test
    void givesRolesThroughGroups() throws IOException {
        found(OrganizationFileTest.SOUND.replace("[\"REPORT_ADMIN\"]", "[\"SUPER_ADMIN\"]").replace("\"roles\": [\"SUPER_ADMIN\"], \"groups\"", "\"groups\""));

        assertThat(world.get(AdminRoles.class).superAdmins()).extracting(User::getUsername).containsExactly("ada");
        assertThat(permissionsOf("ada")).contains(Permission.SETTINGS_MANAGE);
    }
}
