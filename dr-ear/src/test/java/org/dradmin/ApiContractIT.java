package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Answers of the EAR that ships, each against its schema in the published contract (openapi.json). */
@ExtendWith(ServerParameter.class)
class ApiContractIT {

    private static final String CONTRACT = "https://contract.example.test/openapi.json";
    private static final String SCOPES = "okta.dr.manage okta.logs.read okta.roles.manage";

    private final ApiCaller caller;
    private final String text;
    private final SchemaRegistry registry;

    ApiContractIT(DeployedServer server) throws IOException {
        this.caller = new ApiCaller(server);
        try (InputStream file = ApiContractIT.class.getResourceAsStream("/openapi.json")) {
            text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        registry = SchemaRegistry.withDialect(Dialects.getOpenApi30(), builder -> builder.schemas(Map.of(CONTRACT, text)));
    }

    private HttpResponse<String> get(String path) {
        return caller.as(TestClients.ROBOT, SCOPES, "GET", path, null);
    }

    /** @param path the operation's path in the contract */
    private void agrees(HttpResponse<String> answer, String path, String method) throws IOException {
        JsonNode response = new ObjectMapper().readTree(text).path("paths").path(path).path(method).path("responses").path(Integer.toString(answer.statusCode()));
        assertThat(response.isMissingNode()).as(method + " " + path + " has no answer " + answer.statusCode() + ": " + answer.body()).isFalse();
        String place = response.has("$ref") ? response.get("$ref").textValue()
                : "#/paths/" + path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D") + "/" + method + "/responses/" + answer.statusCode();
        Schema schema = registry.getSchema(SchemaLocation.of(CONTRACT + place + "/content/application~1json/schema"));
        assertThat(schema.validate(withoutNulls(new ObjectMapper().readTree(answer.body())).toString(), InputFormat.JSON)).as(path + ": " + answer.body()).isEmpty();
    }

    /** What is not known is null on the wire, as clients have always got it; the published schemas do not say so. */
    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().removeIf(member -> member.getValue().isNull());
        }
        node.forEach(ApiContractIT::withoutNulls);
        return node;
    }

    @Test
    void everyAnswerHasTheShapeOfTheContract() throws IOException {
        agrees(get("/api/v1/dr/status"), "/api/v1/dr/status", "get");
        agrees(get("/api/v1/dr/status/hr.example.test"), "/api/v1/dr/status/{domain}", "get");
        agrees(caller.as(TestClients.ROBOT, SCOPES, "POST", "/api/v1/dr/failback", null), "/api/v1/dr/failback", "post");
        agrees(caller.as(TestClients.ROBOT, SCOPES, "POST", "/api/v1/dr/failover", "{\"domains\": []}"), "/api/v1/dr/failover", "post");
        agrees(get("/api/v1/logs?limit=200"), "/api/v1/logs", "get");
        agrees(get("/api/v1/logs?limit=x"), "/api/v1/logs", "get");
        for (String list : (Iterable<String>) Stream.of("roles", "resource-sets", "assignees/users")::iterator) {
            agrees(get("/api/v1/iam/" + list), "/api/v1/iam/" + list, "get");
        }
        String set = "/api/v1/iam/resource-sets/";
        agrees(get("/api/v1/iam/roles/Recovery%20operator"), "/api/v1/iam/roles/{roleIdOrLabel}", "get");
        agrees(get("/api/v1/iam/roles/Recovery%20operator/permissions"), "/api/v1/iam/roles/{roleIdOrLabel}/permissions", "get");
        agrees(get("/api/v1/iam/roles/nothing"), "/api/v1/iam/roles/{roleIdOrLabel}", "get");
        agrees(get(set + "Business%20continuity"), set + "{resourceSetIdOrLabel}", "get");
        agrees(get(set + "Business%20continuity/resources"), set + "{resourceSetIdOrLabel}/resources", "get");
        agrees(get(set + "Business%20continuity/bindings"), set + "{resourceSetIdOrLabel}/bindings", "get");
        agrees(get(set + "Business%20continuity/bindings/Recovery%20operator"), set + "{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}", "get");
        agrees(get(set + "Business%20continuity/bindings/Recovery%20operator/members"), set + "{resourceSetIdOrLabel}/bindings/{roleIdOrLabel}/members", "get");
        agrees(caller.grant(Map.of("client_assertion", caller.assertion(TestClients.ROBOT), "scope", "okta.dr.read")), "/oauth2/v1/token", "post");
        agrees(caller.grant(Map.of("client_assertion", "x", "scope", "okta.dr.read")), "/oauth2/v1/token", "post");
    }

    private HttpResponse<String> robot(String method, String path, String body) {
        return caller.as(TestClients.ROBOT, SCOPES, method, path, body);
    }

    @Test
    void soHasEveryAnswerToAChange() throws IOException {
        String roles = "/api/v1/iam/roles";
        String role = roles + "/{roleIdOrLabel}";
        String sets = "/api/v1/iam/resource-sets";
        String set = sets + "/{resourceSetIdOrLabel}";
        String binding = set + "/bindings/{roleIdOrLabel}";
        String orn = "orn:okta:idp:demo:business-continuity:disaster-recovery";
        String member = "/oauth2/v1/clients/" + TestClients.POWERLESS;
        try {
            agrees(robot("POST", roles, "{\"label\": \"Contract role\", \"description\": \"\", \"permissions\": [\"okta.dr.read\"]}"), roles, "post");
            agrees(robot("PUT", roles + "/Contract%20role", "{\"label\": \"Contract role\", \"description\": \"x\"}"), role, "put");
            assertThat(ApiCaller.json(get(roles + "/Contract%20role")).get("created").textValue()).endsWith("Z")
                    .isLessThanOrEqualTo(ApiCaller.json(get(roles + "/Contract%20role")).get("lastUpdated").textValue());
            assertThat(robot("POST", roles + "/Contract%20role/permissions/okta.logs.read", null).statusCode()).isEqualTo(204);
            agrees(get(roles + "/Contract%20role/permissions/okta.logs.read"), role + "/permissions/{permissionType}", "get");
            agrees(robot("PUT", roles + "/Contract%20role/permissions/okta.logs.read", "{}"), role + "/permissions/{permissionType}", "put");
            agrees(robot("POST", sets, "{\"label\": \"Contract set\", \"description\": \"\", \"resources\": [\"" + orn + "\"]}"), sets, "post");
            agrees(robot("PUT", sets + "/Contract%20set", "{\"label\": \"Contract set\", \"description\": \"x\"}"), set, "put");
            agrees(robot("PATCH", sets + "/Contract%20set/resources", "{\"additions\": [\"orn:okta:idp:demo:logs\"]}"), set + "/resources", "patch");
            agrees(robot("POST", sets + "/Contract%20set/resources", "{\"resourceOrnOrUrl\": \"orn:okta:idp:demo:users\", \"conditions\": {}}"), set + "/resources", "post");
            String resource = ApiCaller.json(get(sets + "/Contract%20set/resources")).at("/resources/0/id").textValue();
            agrees(get(sets + "/Contract%20set/resources/" + resource), set + "/resources/{resourceId}", "get");
            agrees(robot("PUT", sets + "/Contract%20set/resources/" + resource, "{}"), set + "/resources/{resourceId}", "put");
            agrees(robot("POST", sets + "/Contract%20set/bindings", "{\"role\": \"Contract role\", \"members\": [\"" + member + "\"]}"), set + "/bindings", "post");
            agrees(robot("PATCH", sets + "/Contract%20set/bindings/Contract%20role/members", "{\"additions\": [\"/oauth2/v1/clients/" + TestClients.AUDITOR + "\"]}"),
                    binding + "/members", "patch");
            String id = ApiCaller.json(get(sets + "/Contract%20set/bindings/Contract%20role/members")).at("/members/0/id").textValue();
            agrees(get(sets + "/Contract%20set/bindings/Contract%20role/members/" + id), binding + "/members/{memberId}", "get");
            agrees(robot("PUT", roles + "/Contract%20role", "{"), role, "put");
            agrees(robot("POST", sets, "{\"label\": 1}"), sets, "post");
        } finally {
            robot("DELETE", sets + "/Contract%20set/bindings/Contract%20role", null);
            robot("DELETE", sets + "/Contract%20set", null);
            robot("DELETE", roles + "/Contract%20role", null);
        }
    }

    @Test
    void wouldNoticeAnAnswerOfAnotherShape() {
        Schema schema = registry.getSchema(SchemaLocation.of(CONTRACT + "#/components/responses/DRStatusResponse/content/application~1json/schema"));
        assertThat(schema.validate("{\"status\": [{\"domain\": 3}]}", InputFormat.JSON)).isNotEmpty();
    }
}
