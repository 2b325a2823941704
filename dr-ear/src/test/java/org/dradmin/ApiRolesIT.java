package org.dradmin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.ServerParameter;
import org.dradmin.test.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom roles by API, and that the doors obey them on the next request, on the EAR that ships. */
@ExtendWith(ServerParameter.class)
class ApiRolesIT {

    private static final String IAM = "/api/v1/iam";
    private static final String ROLE = "{\"label\": \"Api watcher\", \"description\": \"Looks\", \"permissions\": [\"okta.dr.read\"]}";
    private static final String SET = "{\"label\": \"Api set\", \"description\": \"\", \"resources\": [\"orn:okta:idp:demo:business-continuity:disaster-recovery\"]}";
    private static final String MEMBER = "/oauth2/v1/clients/" + TestClients.POWERLESS;

    private final ApiCaller caller;

    ApiRolesIT(DeployedServer server) {
        this.caller = new ApiCaller(server);
    }

    private HttpResponse<String> robot(String method, String path, String body) {
        return caller.as(TestClients.ROBOT, "okta.roles.manage", method, IAM + path, body);
    }

    private JsonNode made(String method, String path, String body) {
        HttpResponse<String> answer = robot(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiCaller.json(answer);
    }

    private int statusOfPowerless() {
        return caller.as(TestClients.POWERLESS, "okta.dr.manage", "GET", "/api/v1/dr/status", null).statusCode();
    }

    @AfterEach
    void tidy() {
        robot("DELETE", "/roles/Api%20watcher", null);
        robot("DELETE", "/resource-sets/Api%20set", null);
    }

    @Test
    void givesARightThatTheDoorObeysOnTheNextRequest() {
        JsonNode role = made("POST", "/roles", ROLE);
        JsonNode set = made("POST", "/resource-sets", SET);
        assertThat(statusOfPowerless()).isEqualTo(403);
        JsonNode binding = made("POST", "/resource-sets/Api%20set/bindings", "{\"role\": \"" + role.get("id").textValue() + "\", \"members\": [\"" + MEMBER + "\"]}");
        assertThat(binding.at("/_links/members/href").textValue()).contains(set.get("id").textValue(), role.get("id").textValue());
        assertThat(statusOfPowerless()).isEqualTo(200);
        JsonNode members = made("GET", "/resource-sets/Api%20set/bindings/Api%20watcher/members", null).get("members");
        assertThat(members).hasSize(1);
        String member = "/resource-sets/Api%20set/bindings/Api%20watcher/members/" + members.get(0).get("id").textValue();
        assertThat(made("GET", member, null).at("/_links/self/href").textValue()).endsWith(MEMBER);
        assertThat(robot("PATCH", "/resource-sets/Api%20set/bindings/Api%20watcher/members", "{\"additions\": [\"" + MEMBER + "\"]}").statusCode()).isEqualTo(409);
        assertThat(robot("DELETE", member, null).statusCode()).isEqualTo(204);
        assertThat(statusOfPowerless()).isEqualTo(403);
        assertThat(robot("GET", "/resource-sets/Api%20set/bindings/Api%20watcher", null).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsRolesAndTheirPermissions() {
        String id = made("POST", "/roles", ROLE).get("id").textValue();
        assertThat(made("GET", "/roles/Api%20watcher", null).get("id").textValue()).isEqualTo(id);
        assertThat(made("GET", "/roles", null).get("roles")).anySatisfy(role -> assertThat(role.get("id").textValue()).isEqualTo(id));
        assertThat(robot("POST", "/roles/" + id + "/permissions/okta.logs.read", null).statusCode()).isEqualTo(204);
        assertThat(made("GET", "/roles/" + id + "/permissions", null).get("permissions")).hasSize(2);
        assertThat(made("GET", "/roles/" + id + "/permissions/okta.logs.read", null).get("label").textValue()).isEqualTo("okta.logs.read");
        assertThat(robot("DELETE", "/roles/" + id + "/permissions/okta.logs.read", null).statusCode()).isEqualTo(204);
        assertThat(robot("GET", "/roles/" + id + "/permissions/okta.logs.read", null).statusCode()).isEqualTo(404);
        assertThat(made("PUT", "/roles/" + id, "{\"label\": \"Api watcher\", \"description\": \"New\"}").get("description").textValue()).isEqualTo("New");
        assertThat(robot("DELETE", "/roles/" + id, null).statusCode()).isEqualTo(204);
        assertThat(robot("GET", "/roles/" + id, null).statusCode()).isEqualTo(404);
    }

    @Test
    void keepsResourceSetsAndTheirResources() {
        String id = made("POST", "/resource-sets", SET).get("id").textValue();
        made("PATCH", "/resource-sets/" + id + "/resources", "{\"additions\": [\"orn:okta:idp:demo:logs\"]}");
        JsonNode resources = made("GET", "/resource-sets/" + id + "/resources", null).get("resources");
        assertThat(resources).hasSize(2);
        String resource = "/resource-sets/" + id + "/resources/" + resources.get(1).get("id").textValue();
        assertThat(made("GET", resource, null).get("orn").textValue()).isEqualTo("orn:okta:idp:demo:logs");
        assertThat(robot("DELETE", resource, null).statusCode()).isEqualTo(204);
        assertThat(robot("GET", resource, null).statusCode()).isEqualTo(404);
        assertThat(made("POST", "/resource-sets/" + id + "/resources", "{\"resourceOrnOrUrl\": \"orn:okta:idp:demo:logs\", \"conditions\": {}}").get("orn").textValue())
                .isEqualTo("orn:okta:idp:demo:logs");
        assertThat(made("PUT", "/resource-sets/" + id, "{\"label\": \"Api set\", \"description\": \"New\"}").get("description").textValue()).isEqualTo("New");
        assertThat(made("GET", "/resource-sets", null).get("resource-sets")).anySatisfy(set -> assertThat(set.get("id").textValue()).isEqualTo(id));
        assertThat(made("GET", "/resource-sets/" + id + "/bindings", null).get("roles")).isEmpty();
    }

    @Test
    void listsThePeopleWithRolesPageByPage() {
        JsonNode all = made("GET", "/assignees/users", null);
        JsonNode first = made("GET", "/assignees/users?limit=1", null);
        assertThat(all.get("value").size()).isGreaterThan(1);
        assertThat(first.get("value")).hasSize(1);
        String next = first.at("/_links/next/href").textValue();
        assertThat(made("GET", next.substring(next.indexOf("/assignees")), null).at("/value/0/id")).isEqualTo(all.at("/value/1/id"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"POST|/roles|{}|400|E0000001", "POST|/roles|{\"label\":\"x\",\"permissions\":[\"okta.nothing\"]}|400|E0000001",
        "POST|/roles|{\"label\":\"x\",\"permissions\":[]}|400|E0000001", "POST|/roles|{\"label\":\"x\",\"permissions\":[\"dr.settings.manage\"]}|400|E0000001",
        "POST|/roles|{\"label\":\"Recovery operator\",\"permissions\":[\"okta.dr.read\"]}|400|E0000001", "POST|/roles||400|E0000003", "GET|/roles/nothing||404|E0000007",
        "DELETE|/roles/nothing||404|E0000007", "POST|/resource-sets|{\"label\":\"x\"}|400|E0000001", "POST|/resource-sets|{\"label\":\"x\",\"resources\":[\"x\"]}|400|E0000001",
        "POST|/resource-sets/Business%20continuity/bindings|{\"role\":\"Recovery operator\",\"members\":[\"x\"]}|400|E0000001",
        "POST|/resource-sets/Business%20continuity/bindings|{\"role\":\"Recovery operator\",\"members\":[\"/api/v1/users/x\"]}|404|E0000007",
        "POST|/resource-sets/nothing/bindings|{\"role\":\"Recovery operator\",\"members\":[\"/api/v1/users/x\"]}|404|E0000007", "GET|/assignees/users?limit=0||400|E0000001"})
    void refusesWhatMakesNoSense(String method, String path, String body, int status, String code) {
        HttpResponse<String> answer = robot(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(ApiCaller.json(answer).get("errorCode").textValue()).isEqualTo(code);
    }

    @Test
    void isClosedToOtherScopes() {
        assertThat(caller.as(TestClients.READER, "okta.roles.read", "POST", IAM + "/roles", ROLE).statusCode()).isEqualTo(403);
        assertThat(caller.as(TestClients.READER, "okta.roles.read", "GET", IAM + "/roles", null).statusCode()).isEqualTo(200);
        assertThat(caller.as(TestClients.ROBOT, "okta.dr.manage", "GET", IAM + "/roles", null).statusCode()).isEqualTo(403);
    }
}
