package org.dradmin.api.iam;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dradmin.api.shell.Dates;

/** What the IAM endpoints take and answer, field by field as the wire contract has it. */
final class Bodies {

    private Bodies() {
    }

    record Link(String href) { }

    /** A date on the wire; null where nobody knows it any more. */
    static String date(Instant at) {
        return at == null ? null : Dates.text(at);
    }

    record Role(String id, String label, String description, String created, String lastUpdated, @JsonProperty("_links") Map<String, Link> links) { }

    record Roles(List<Role> roles, @JsonProperty("_links") Map<String, Link> links) { }

    record NewRole(String label, String description, List<String> permissions) { }

    /** What a client read before it may send back whole; what only the server says is passed over. */
    record RoleUpdate(String label, String description, String id, String created, String lastUpdated, @JsonProperty("_links") JsonNode links) { }

    record Permission(String label, @JsonProperty("_links") Map<String, Link> links) { }

    record Permissions(List<Permission> permissions) { }

    /** Conditions narrow a permission elsewhere; this product has none to narrow by. */
    record PermissionConditions(JsonNode conditions) { }

    record ResourceSet(String id, String label, String description, String created, String lastUpdated, @JsonProperty("_links") Map<String, Link> links) { }

    record ResourceSets(@JsonProperty("resource-sets") List<ResourceSet> resourceSets, @JsonProperty("_links") Map<String, Link> links) { }

    record NewResourceSet(String label, String description, List<String> resources) { }

    record Resource(String id, String orn, @JsonProperty("_links") Map<String, Link> links) { }

    record Resources(List<Resource> resources, @JsonProperty("_links") Map<String, Link> links) { }

    record NewResource(String resourceOrnOrUrl, JsonNode conditions) { }

    record Additions(List<String> additions) { }

    record BindingRole(String id, @JsonProperty("_links") Map<String, Link> links) { }

    record Bindings(List<BindingRole> roles, @JsonProperty("_links") Map<String, Link> links) { }

    record NewBinding(String role, List<String> members) { }

    record Member(String id, String created, String lastUpdated, @JsonProperty("_links") Map<String, Link> links) { }

    record Members(List<Member> members, @JsonProperty("_links") Map<String, Link> links) { }

    record Edited(@JsonProperty("_links") Map<String, Link> links) { }

    record Assignee(String id, String orn, @JsonProperty("_links") Map<String, Link> links) { }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Assignees(List<Assignee> value, @JsonProperty("_links") Map<String, Link> links) { }
}
