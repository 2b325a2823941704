package org.dradmin.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the code offers beside what the published contract says: the same, but for what is marked as our own. */
class OpenApiTest {

    /** Where all that is listed has bounds of its own, one page holds everything and nobody is sent on. */
    private static final Set<String> ALWAYS_ONE_PAGE = Set.of("get /api/v1/iam/roles", "get /api/v1/iam/resource-sets", "get /api/v1/iam/resource-sets/{}/bindings",
            "get /api/v1/iam/resource-sets/{}/bindings/{}/members", "get /api/v1/iam/resource-sets/{}/resources");

    private final JsonNode contract = contract();
    private final Map<String, JsonNode> published = operations(contract);
    private final Map<String, JsonNode> offered = operations(OpenApi.of(new Api().getClasses()));

    private static JsonNode contract() {
        try {
            return new ObjectMapper().readTree(Path.of("../dr-ear/src/test/resources/openapi.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By method and path; what a variable in it is called is on no wire. The token endpoint is a servlet, with tests of its own. */
    private static Map<String, JsonNode> operations(JsonNode document) {
        Map<String, JsonNode> all = new TreeMap<>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> Set.of("get", "post", "put", "patch", "delete").contains(method.getKey()))
                .forEach(method -> all.put(method.getKey() + " " + path.getKey().replaceAll("\\{\\w+}", "{}"), method.getValue())));
        all.remove("post /oauth2/v1/token");
        return all;
    }

    private Set<String> query(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(parameter -> {
            JsonNode real = parameter.has("$ref") ? contract.at(parameter.get("$ref").textValue().substring(1)) : parameter;
            if (real.get("in").textValue().equals("query")) {
                names.add(real.get("name").textValue());
            }
        });
        return names;
    }

    private static Set<String> scopes(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("security").forEach(way -> way.path("oauth2").forEach(scope -> names.add(scope.textValue())));
        return names;
    }

    private static Set<String> statuses(JsonNode operation, boolean ownToo) {
        Set<String> all = new TreeSet<>();
        operation.get("responses").properties().stream().filter(one -> ownToo || !one.getValue().has(OpenApi.ADDITION)).forEach(one -> all.add(one.getKey()));
        return all;
    }

    @Test
    void offersEveryPublishedOperationAndMarksEveryOther() {
        Map<String, JsonNode> unmarked = new HashMap<>(offered);
        unmarked.values().removeIf(operation -> operation.has(OpenApi.ADDITION));
        assertThat(unmarked.keySet()).containsExactlyInAnyOrderElementsOf(published.keySet());
        assertThat(offered.keySet()).as("our own").contains("get /api/v1/dr/operations/{}").hasSize(published.size() + 1);
    }

    @Test
    void asksForTheScopesAndTakesTheParametersOfTheContract() {
        published.forEach((name, operation) -> {
            assertThat(scopes(offered.get(name))).as(name).isEqualTo(scopes(operation)).hasSize(1);
            if (ALWAYS_ONE_PAGE.contains(name)) {
                assertThat(query(offered.get(name))).as(name).isEmpty();
            } else {
                assertThat(query(offered.get(name))).as(name).isEqualTo(query(operation));
            }
            assertThat(offered.get(name).has("requestBody")).as(name + " has a body").isEqualTo(operation.has("requestBody"));
        });
    }

    @Test
    void answersWithTheStatusesOfTheContract() {
        published.forEach((name, operation) -> {
            assertThat(statuses(offered.get(name), true)).as(name).containsAll(statuses(operation, true));
            assertThat(statuses(offered.get(name), false)).as(name).filteredOn(status -> status.startsWith("2"))
                    .containsExactlyElementsOf(statuses(operation, true).stream().filter(status -> status.startsWith("2")).toList());
        });
    }
}
