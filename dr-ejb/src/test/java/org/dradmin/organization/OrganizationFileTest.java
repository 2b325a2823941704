package org.dradmin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that can be wrong in an organization file, each time in a file that is sound otherwise. The sign § in a
 * case is taken out again; it marks the place where the fault must be told.
 */
class OrganizationFileTest {

    static final String SOUND = """
            {"organization": {"id": "org-1", "name": "Example"},
             "regions": [{"code": "east", "name": "East", "ipRanges": ["203.0.113.0/24"]}, {"code": "west", "name": "West"}],
             "domains": [{"name": "portal.example.test", "default": true,
               "primary": {"region": "east", "endpoint": "https://east.example.test"},
               "disasterRecovery": {"region": "west", "endpoint": "https://west.example.test/base/"}}],
             "applications": [{"label": "Payroll", "domain": "portal.example.test", "path": "/payroll/"}],
             "groups": [{"name": "Crew", "roles": ["REPORT_ADMIN"]}],
             "users": [{"username": "ada", "displayName": "Ada", "email": "ada@example.test",
               "password": "long-enough-for-anybody", "roles": ["SUPER_ADMIN"], "groups": ["Crew"]}],
             "adminRoles": [{"label": "Operator", "permissions": ["okta.dr.manage"]}],
             "resourceSets": [{"label": "Continuity", "resources": ["disaster-recovery"]}],
             "assignments": [{"role": "Operator", "resourceSet": "Continuity", "user": "ADA"}],
             "apiClients": [], "features": {"enhanced-disaster-recovery-self-service": true},
             "plan": {"failover": [{"name": "Front door", "connector": "front-door"}],
               "failback": [{"name": "Front door", "connector": "front-door"}]}}
            """;

    private static TestContainer world;
    @TempDir
    private Path temp;

    @BeforeAll
    static void begin() {
        world = TestContainer.onDerby().setting("dr.base.url", "https://dr.example.test/").setting("SECRET", "hunter2");
    }

    @AfterAll
    static void end() {
        world.close();
    }

    @AfterEach
    void nothingIsEverWritten() {
        for (String entity : List.of("Organization", "Region", "ProtectedDomain", "User", "Group", "RecoveryPlan", "LogEvent")) {
            assertThat(world.<Long>inTransaction(() -> world.em().createQuery("SELECT COUNT(x) FROM " + entity + " x", Long.class)
                    .getSingleResult())).as(entity).isZero();
        }
    }

    private FaultyFile refusal(String json) throws IOException {
        return refusal(Files.writeString(temp.resolve("organization.json"), json));
    }

    private FaultyFile refusal(Path file) {
        FaultyFile refusal = catchThrowableOfType(FaultyFile.class, () -> world.inTransaction(() ->
                world.get(OrganizationImport.class).found(file)));
        assertThat(refusal).as("the import is refused").isNotNull();
        return refusal;
    }

    private static Arguments wrong(String sound, String wrong, String pointer, String reason) {
        return arguments(sound, wrong, pointer, reason);
    }

    static Stream<Arguments> places() {
        String east = "\"https://east.example.test\"";
        String range = "\"203.0.113.0/24\"";
        String path = "\"/payroll/\"";
        String password = "\"long-enough-for-anybody\"";
        String client = "\"clientId\": \"robot\", \"name\": \"Robot\", \"scopes\": [\"okta.dr.read\"]";
        return Stream.of(
                // The document and its shape
                wrong("{\"organization\": {\"id\": \"org-1\", \"name\": \"Example\"},", "§{", "/organization", "an object is needed"),
                wrong("\"apiClients\"", "\"organisation\": §{}, \"apiClients\"", "/organisation", "This key is not known here. Known are"),
                wrong("\"code\": \"west\",", "\"code\": \"west\", \"color\": §3,", "/regions/1/color", "Known are code, name, ipRanges."),
                wrong("\"apiClients\"", "\"a/b~c\": §null, \"apiClients\"", "/a~1b~0c", "not known"),
                wrong("\"name\": \"West\"", "\"name\": \"West\", \"name\": §\"Wild\"", "/regions/1/name", "The key name stands twice"),
                wrong("\"apiClients\": []", "\"apiClients\": [], \"regions\": §[]", "/regions", "stands twice"),
                wrong("[{\"label\": \"Payroll\"", "[§7, {\"label\": \"Payroll\"", "/applications/0", "Here stands a number where an object is needed"),
                wrong("\"apiClients\": []", "\"apiClients\": [§{" + client + "}]", "/apiClients/0", "exactly one of the keys jwks and secret"),
                wrong("\"apiClients\": []", "\"apiClients\": [§{" + client + ", \"jwks\": {}, \"secret\": \"" + "x".repeat(32) + "\"}]",
                        "/apiClients/0", "exactly one of the keys jwks and secret"),
                wrong("\"apiClients\": []", "\"apiClients\": [{" + client + ", \"secret\": §\"a short one\"}]", "/apiClients/0/secret",
                        "must come from a generator"),
                wrong("\"apiClients\": []", "\"apiClients\": [{" + client + ", \"secret\": §\"sha256:00\"}]", "/apiClients/0/secret", "is none"),
                wrong("\"apiClients\": []", "\"apiClients\": [{" + client + ", \"jwks\": §{\"keys\": []}}]", "/apiClients/0/jwks", "no key"),
                wrong("\"apiClients\": []", "\"apiClients\": [{" + client + ", \"jwks\": §\"x\"}]", "/apiClients/0/jwks", "no JSON Web Key Set"),
                wrong("\"apiClients\": []", "\"apiClients\": [{" + client.replace("\"okta.dr.read\"", "§\"dr.settings.manage\"") + ", \"secret\": \""
                        + "x".repeat(32) + "\"}]", "/apiClients/0/scopes/0", "is no scope"),
                wrong("\"apiClients\": []", "\"apiClients\": [{" + client.replace("\"robot\"", "§\"ro bot\"") + ", \"secret\": \""
                        + "x".repeat(32) + "\"}]", "/apiClients/0/clientId", "letters, digits"),
                wrong("\"user\": \"ADA\"", "\"client\": §\"robot\"", "/assignments/0/client", "There is no API client"),
                wrong("\"apiClients\": []", "\"apiClients\": §{}", "/apiClients", "a list is needed"),
                // Texts
                wrong("\"name\": \"Example\"", "\"name\": §null", "/organization/name", "Here stands null where a text is needed"),
                wrong("\"name\": \"Example\"", "\"name\": §\"  \"", "/organization/name", "empty"),
                wrong("\"name\": \"Example\"", "\"name\": §\"" + "x".repeat(201) + "\"", "/organization/name", "201 characters; at most 200"),
                wrong("\"name\": \"Example\"", "\"name\": §\"A\\u0000B\"", "/organization/name", "control character"),
                wrong("\"name\": \"Example\"", "\"name\": §\"A\\nB\"", "/organization/name", "control character"),
                wrong("\"name\": \"Example\"", "\"name\": §\"A\\u202eB\"", "/organization/name", "control character"),
                wrong("\"name\": \"Example\"", "\"name\": §\"A\\ud800\"", "/organization/name", "control character"),
                wrong("\"name\": \"Example\"", "\"name\": §\"Example \"", "/organization/name", "begins or ends with a space"),
                wrong(", \"name\": \"Example\"", "", "/organization/name", "This is missing: a text is needed here."),
                wrong("\"id\": \"org-1\"", "\"id\": §\"org 1\"", "/organization/id", "letters, digits, hyphens and underscores"),
                // References
                wrong("\"name\": \"Example\"", "\"name\": §\"${UNSET_NAME}\"", "/organization/name", "${UNSET_NAME} has no value: set the environment variable UNSET_NAME"),
                wrong("\"name\": \"Example\"", "\"name\": §\"${not a name}\"", "/organization/name", "A reference is written ${NAME}"),
                wrong(east, "§\"${SECRET}\"", "/domains/0/primary/endpoint", "\"${SECRET}\" is no endpoint"),
                // Regions
                wrong("\"code\": \"west\"", "\"code\": §\"US West\"", "/regions/1/code", "small letters"),
                wrong("\"code\": \"west\"", "\"code\": §\"west-\"", "/regions/1/code", "no hyphen at either end"),
                wrong("\"code\": \"west\"", "\"code\": §\"east\"", "/regions/1/code", "A region with this code is in this list already"),
                wrong(range, "§\"203.0.113.0\"", "/regions/0/ipRanges/0", "\"203.0.113.0\" is no address range: a range is written address/length"),
                wrong(range, "§\"203.0.113.0/33\"", "/regions/0/ipRanges/0", "from 1 to 32"),
                wrong(range, "§\"0.0.0.0/0\"", "/regions/0/ipRanges/0", "from 1 to 32"),
                wrong(range, "§\"203.0.113.7/24\"", "/regions/0/ipRanges/0", "the range is 203.0.113.0/24"),
                wrong(range, "§\"203.0.113/24\"", "/regions/0/ipRanges/0", "neither IPv4 nor IPv6"),
                wrong(range, "§\"203.0.0113.0/24\"", "/regions/0/ipRanges/0", "neither IPv4 nor IPv6"),
                wrong(range, "§\"256.0.0.0/8\"", "/regions/0/ipRanges/0", "neither IPv4 nor IPv6"),
                wrong(range, "§\"2001:db8::1/32\"", "/regions/0/ipRanges/0", "the range is 2001:db8::/32"),
                wrong(range, "§\"2001:db8::/129\"", "/regions/0/ipRanges/0", "from 1 to 128"),
                wrong(range, "§\"2001:db8:::/32\"", "/regions/0/ipRanges/0", "neither IPv4 nor IPv6"),
                wrong(range, "§\"fe80::%eth0/64\"", "/regions/0/ipRanges/0", "neither IPv4 nor IPv6"),
                wrong(range, "§\"example.test/24\"", "/regions/0/ipRanges/0", "neither IPv4 nor IPv6"),
                wrong(range, range + ", §" + range, "/regions/0/ipRanges/1", "already"),
                wrong(range, "\"2001:db8::/32\", §\"2001:0DB8:0::/32\"", "/regions/0/ipRanges/1", "already"),
                // Domains
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"portal\"", "/domains/0/name", "one label only"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"portal_1.example.test\"", "/domains/0/name", "letters, digits and hyphens"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"-portal.example.test\"", "/domains/0/name", "no hyphen at either end"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"portal..test\"", "/domains/0/name", "1 to 63"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"portal.example.test.\"", "/domains/0/name", "ends with a dot"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"192.0.2.1\"", "/domains/0/name", "its last label is a number"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"*.example.test\"", "/domains/0/name", "is no DNS name"),
                wrong("\"name\": \"portal.example.test\"", "\"name\": §\"" + "a".repeat(64) + ".test\"", "/domains/0/name", "1 to 63"),
                wrong("\"default\": true", "\"default\": false", "/domains", "No domain is the default domain"),
                wrong("\"default\": true", "\"default\": §\"yes\"", "/domains/0/default", "Here stands a text where true or false is needed"),
                wrong("base/\"}}]", "base/\"}}, {\"name\": \"two.test\", \"default\": §true, \"primary\": {\"region\": \"east\", \"endpoint\": \"http://a\"},"
                        + " \"disasterRecovery\": {\"region\": \"west\", \"endpoint\": \"http://b\"}}]", "/domains/1/default", "exactly one"),
                wrong("base/\"}}]", "base/\"}}, {\"name\": §\"PORTAL.example.test\", \"primary\": {\"region\": \"east\", \"endpoint\": \"http://a\"},"
                        + " \"disasterRecovery\": {\"region\": \"west\", \"endpoint\": \"http://b\"}}]", "/domains/1/name", "already"),
                wrong("\"primary\": {\"region\": \"east\"", "\"primary\": {\"region\": §\"north\"", "/domains/0/primary/region", "There is no region \"north\" in this file"),
                wrong("{\"region\": \"west\", \"endpoint\"", "{\"region\": §\"east\", \"endpoint\"", "/domains/0/disasterRecovery/region", "is the primary region"),
                wrong("\"https://west.example.test/base/\"", "§" + east, "/domains/0/disasterRecovery/endpoint", "a failover would move nothing"),
                wrong(east, "§\"ftp://east.example.test\"", "/domains/0/primary/endpoint", "does not begin with http"),
                wrong(east, "§\"//east.example.test\"", "/domains/0/primary/endpoint", "does not begin with http"),
                wrong(east, "§\"javascript:alert(1)\"", "/domains/0/primary/endpoint", "does not begin with http"),
                wrong(east, "§\"https://\"", "/domains/0/primary/endpoint", "is no endpoint"),
                wrong(east, "§\"https://east_1\"", "/domains/0/primary/endpoint", "names no host"),
                wrong(east, "§\"https://east:99999\"", "/domains/0/primary/endpoint", "names no host"),
                wrong(east, "§\"https://me:x@east.example.test\"", "/domains/0/primary/endpoint", "user name"),
                wrong(east, "§\"https://east.example.test/#top\"", "/domains/0/primary/endpoint", "fragment"),
                wrong(east, "§\"https://east.example.test/?a=b\"", "/domains/0/primary/endpoint", "query"),
                wrong(east, "§\"https://east.example.test/a/../b\"", "/domains/0/primary/endpoint", "lead out"),
                wrong(east, "§\"https://east.example.test/a b\"", "/domains/0/primary/endpoint", "cannot be written so"),
                // Applications
                wrong("\"domain\": \"portal.example.test\"", "\"domain\": §\"other.example.test\"", "/applications/0/domain", "There is no domain"),
                wrong(path, "§\"payroll\"", "/applications/0/path", "does not begin with a slash"),
                wrong(path, "§\"//evil.test/\"", "/applications/0/path", "two slashes"),
                wrong(path, "§\"/a/../../b\"", "/applications/0/path", "lead out"),
                wrong(path, "§\"/a/%2E%2e/b\"", "/applications/0/path", "lead out"),
                wrong(path, "§\"/a%2fb\"", "/applications/0/path", "lead out"),
                wrong(path, "§\"/a\\\\b\"", "/applications/0/path", "cannot be written so"),
                wrong(path, "§\"/a?next=b\"", "/applications/0/path", "query"),
                wrong(path, "§\"/a\\r\\nSet-Cookie: x\"", "/applications/0/path", "control character"),
                wrong("\"/payroll/\"}", "\"/payroll/\"}, {\"label\": §\"Payroll\", \"domain\": \"portal.example.test\", \"path\": \"/p\"}", "/applications/1/label", "already"),
                // People
                wrong("\"ada@example.test\"", "§\"ada\"", "/users/0/email", "is no e-mail address"),
                wrong("\"ada@example.test\"", "§\"a b@example.test\"", "/users/0/email", "is no e-mail address"),
                wrong("\"ada@example.test\"", "§\"ada@example.test,eve@example.test\"", "/users/0/email", "is no e-mail address"),
                wrong("\"ada@example.test\"", "§\"ada@-x.test\"", "/users/0/email", "is no e-mail address"),
                wrong("\"email\": \"ada@example.test\",", "", "/users/0/email", "This is missing"),
                wrong("\"SUPER_ADMIN\"", "§\"ADMIN\"", "/users/0/roles/0", "is no standard role"),
                wrong("\"SUPER_ADMIN\"", "§\"CUSTOM\"", "/users/0/roles/0", "is no standard role"),
                wrong("\"groups\": [\"Crew\"]", "\"groups\": [§\"Guests\"]", "/users/0/groups/0", "There is no group \"Guests\""),
                wrong("\"groups\": [\"Crew\"]}", "\"groups\": [\"Crew\"]}, {\"username\": §\"ADA\", \"displayName\": \"A\", \"email\": \"a@b.test\"}",
                        "/users/1/username", "A person with this username is in this list already"),
                wrong(password, "§\"hunter2\"", "/users/0/password", "The password is too short: it takes at least 15 characters"),
                wrong(password, "§\"${SECRET}\"", "/users/0/password", "The password is too short"),
                wrong(password, "§\"" + "hunter2".repeat(40) + "\"", "/users/0/password", "The password is too long"),
                wrong(password, "§\"Ada-ADA-ada-Ada-ada\"", "/users/0/password", "The password contains the username"),
                wrong(password, "§\"$argon2id$hunter2\"", "/users/0/password", "begins like an Argon2id hash and is none"),
                wrong(password, "§\"$argon2id$v=19$m=9999999,t=2,p=1$aHVudGVyMmh1bnRlcjI$aHVudGVyMmh1bnRlcjJodW50ZXIyaHVudGVyMmh1bnRlcjI\"",
                        "/users/0/password", "cost is out of bounds"),
                wrong(password, "§2222222", "/users/0/password", "a text is needed"),
                wrong("\"name\": \"Crew\"", "\"name\": \"Crew\"}, {\"name\": §\"Crew\"", "/groups/1/name", "already"),
                // Roles
                wrong("\"okta.dr.manage\"", "§\"okta.dr.own\"", "/adminRoles/0/permissions/0", "is no permission. Known are okta.dr.manage"),
                wrong("\"okta.dr.manage\"", "§\"dr.settings.manage\"", "/adminRoles/0/permissions/0", "for super admins only"),
                wrong("[\"okta.dr.manage\"]", "§[]", "/adminRoles/0/permissions", "At least one permission is needed"),
                wrong("\"label\": \"Operator\"", "\"label\": §\"SUPER_ADMIN\"", "/adminRoles/0/label", "the name of a standard role"),
                wrong("[\"disaster-recovery\"]", "[§\"orn:okta:idp:other:logs\"]", "/resourceSets/0/resources/0", "is no resource of this organization"),
                wrong("[\"disaster-recovery\"]", "§\"disaster-recovery\"", "/resourceSets/0/resources", "a list is needed"),
                wrong("{\"role\": \"Operator\"", "{\"role\": §\"Pilot\"", "/assignments/0/role", "There is no custom admin role \"Pilot\""),
                wrong("\"resourceSet\": \"Continuity\"", "\"resourceSet\": §\"All\"", "/assignments/0/resourceSet", "There is no resource set \"All\""),
                wrong("\"user\": \"ADA\"", "\"user\": §\"bob\"", "/assignments/0/user", "There is no user \"bob\""),
                wrong("\"user\": \"ADA\"", "\"group\": §\"Pilots\"", "/assignments/0/group", "There is no group \"Pilots\""),
                wrong("[{\"role\"", "[§{\"group\": \"Crew\", \"role\"", "/assignments/0", "exactly one of the keys user, group and client"),
                wrong("\"user\": \"ADA\"}", "\"user\": \"ADA\"}, §{\"role\": \"Operator\", \"resourceSet\": \"Continuity\", \"user\": \"ada\"}",
                        "/assignments/1", "in the list already"),
                // Features and plan
                wrong("\"features\": {", "\"features\": {\"time-travel\": §true, ", "/features/time-travel", "There is no feature of this name"),
                wrong("service\": true", "service\": §\"on\"", "/features/enhanced-disaster-recovery-self-service", "true or false is needed"),
                wrong("\"plan\": {", "\"plan\": {\"drill\": §[], ", "/plan/drill", "Known are connectors, failover, failback"),
                wrong("\"failover\": [{\"name\": \"Front door\", \"connector\": \"front-door\"}],", "", "/plan/failover", "At least one step is needed"),
                wrong("\"failover\": [{\"name\": \"Front door\"", "\"failover\": [{\"name\": §\"\"", "/plan/failover/0/name", "empty"),
                wrong("\"connector\": \"front-door\"}],\n", "\"connector\": \"front-door\"}, {\"name\": §\"Front door\", \"connector\": \"dns\"}],\n", "/plan/failover/1/name", "already"),
                wrong("\"failback\": [{\"name\": \"Front door\", \"connector\": \"front-door\"", "\"failback\": [{\"name\": \"Front door\", \"connector\": §[]",
                        "/plan/failback/0/connector", "Here stands a list where a text is needed"));
    }

    @ParameterizedTest
    @MethodSource("places")
    void namesTheExactPlaceAndTheReason(String sound, String wrong, String pointer, String reason) throws IOException {
        assertThat(SOUND).contains(sound);
        int at = SOUND.indexOf(sound);
        String marked = SOUND.substring(0, at) + wrong + SOUND.substring(at + sound.length());
        int place = marked.indexOf('§');

        FaultyFile refusal = refusal(marked.replace("§", ""));

        FileFault fault = refusal.faults().stream().filter(f -> f.pointer().equals(pointer)).findFirst()
                .orElseThrow(() -> new AssertionError("No fault at " + pointer + ": " + refusal.getMessage()));
        assertThat(fault.reason()).contains(reason);
        if (place >= 0) {
            String before = marked.substring(0, place);
            assertThat(fault.line()).as("line").isEqualTo((int) before.chars().filter(c -> c == '\n').count() + 1);
            assertThat(fault.column()).as("column").isEqualTo(place - before.lastIndexOf('\n'));
        }
        assertThat(refusal.getMessage()).contains(temp.resolve("organization.json").toString()).contains(fault.toString())
                .as("no secret is shown").doesNotContain("hunter2");
    }

    @Test
    void tellsAllFaultsAtOnceInTheOrderOfTheFile() throws IOException {
        FaultyFile refusal = refusal(SOUND.replace("\"Example\"", "5").replace("203.0.113.0/24", "x").replace("\"SUPER_ADMIN\"", "\"ROOT\"")
                .replace("\"ADA\"", "\"bob\""));

        assertThat(refusal.faults()).extracting(FileFault::pointer)
                .containsExactly("/organization/name", "/regions/0/ipRanges/0", "/users/0/roles/0", "/assignments/0/user");
        assertThat(refusal.getMessage()).contains("has 4 faults, so nothing was imported");
    }

    @Test
    void saysWhereTheTextIsNotJson() throws IOException {
        assertThat(refusal("{\"organization\":\n {\"name\": \"Example\",}}").faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(2);
            assertThat(fault.column()).isEqualTo(21);
            assertThat(fault.reason()).startsWith("This is not JSON: ");
        });
        assertThat(refusal("{\"organization\": {\"name\": \"Example\"}").faults().get(0).reason()).contains("end-of-input");
        assertThat(refusal("{\"users\": [{\"password\": hunter2}]}").getMessage()).contains("a word without quotation marks").doesNotContain("hunter2");
        assertThat(refusal(SOUND + "{}").faults().get(0).reason()).contains("The document has ended");
        assertThat(refusal("[".repeat(5000)).faults().get(0).reason()).contains("depth");
        assertThat(refusal("").faults().get(0).reason()).isEqualTo("It is empty.");
        assertThat(refusal("[]").faults().get(0).reason()).contains("Here stands a list where an object is needed");
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        assertThat(refusal(temp.resolve("none.json")).getMessage()).contains("There is no such file").contains("dr.org.file");
        assertThat(refusal(temp).getMessage()).contains("cannot be read");
        Path latin = Files.write(temp.resolve("latin.json"), new byte[] {'{', '"', (byte) 0xE9, '"', ':', '1', '}'});
        assertThat(refusal(latin).getMessage()).contains("It is not text in UTF-8");
    }
}
