package org.dradmin.recovery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a recovery plan says: connectors with their settings, and for each direction groups of steps. Groups follow one
 * another; the steps of a group go side by side.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Plan(Map<String, Entry> connectors, List<Group> failover, List<Group> failback) {

    /** Steps in one direction: what became of a domain in each is one bit of a long. */
    public static final int MOST_STEPS = 50;

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    /** A connector of the plan: its kind and how it is set up. Secrets in it are references. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(String type, JsonNode settings) {
    }

    /** Steps that go side by side. */
    public record Group(String name, List<Step> steps) {
        public Group {
            steps = List.copyOf(steps);
        }

        /** A step that stands alone, as the first plans had them, is a group of its own. */
        @JsonCreator
        static Group read(@JsonProperty("name") String name, @JsonProperty("steps") List<Step> steps,
                @JsonProperty("connector") String connector) {
            return new Group(name, steps == null ? List.of(new Step(name, connector)) : steps);
        }
    }

    /** A step with its place. @param index from 0, over all groups; @param group from 0 */
    public record Place(int index, int group, String groupName, Step step) {
    }

    public Plan {
        connectors = connectors == null ? Map.of() : new TreeMap<>(connectors);
        failover = failover == null ? List.of() : List.copyOf(failover);
        failback = failback == null ? List.of() : List.copyOf(failback);
    }

    /** The plan of an organization that has none of its own: the front door, both ways. */
    public static Plan builtIn() {
        return of(new Step("Front door", "front-door"));
    }

    /** The same steps, one after the other, in both directions. */
    public static Plan of(Step... steps) {
        List<Group> groups = new ArrayList<>();
        for (Step step : steps) {
            groups.add(new Group(step.name(), List.of(step)));
        }
        return new Plan(Map.of(), groups, groups);
    }

    public List<Group> groups(OperationKind kind) {
        return kind == OperationKind.FAILOVER ? failover : failback;
    }

    /** Every step of a direction with its place, in order. */
    public List<Place> places(OperationKind kind) {
        List<Place> places = new ArrayList<>();
        List<Group> groups = groups(kind);
        for (int group = 0; group < groups.size(); group++) {
            for (Step step : groups.get(group).steps()) {
                places.add(new Place(places.size(), group, groups.get(group).name(), step));
            }
        }
        return places;
    }

    /** The connector that a step means. */
    @JsonIgnore
    public Entry entry(Step step) {
        return entry(step.connector());
    }

    /** A connector by the name that steps use. */
    @JsonIgnore
    public Entry entry(String connector) {
        return connectors.getOrDefault(connector, new Entry(connector, null));
    }

    /** As JSON, for a person to read and keep. */
    public String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Plan read(String json) {
        try {
            return JSON.readValue(json, Plan.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored recovery plan is not readable.", e);
        }
    }
}
