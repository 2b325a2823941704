package org.dradmin.api.iam;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.dradmin.access.ResourceSets;
import org.dradmin.api.Offered;
import org.dradmin.api.iam.Bodies.Additions;
import org.dradmin.api.iam.Bodies.NewResource;
import org.dradmin.api.iam.Bodies.NewResourceSet;
import org.dradmin.api.iam.Bodies.Resource;
import org.dradmin.api.iam.Bodies.ResourceSet;
import org.dradmin.api.iam.Bodies.Resources;
import org.dradmin.api.iam.Bodies.RoleUpdate;
import org.dradmin.api.shell.ApiFault;
import org.dradmin.api.shell.RequestBody;
import org.dradmin.platform.Roles;

/** Resource sets and what is in them. */
@Offered(read = Roles.ROLES_READ, manage = Roles.ROLES_MANAGE)
@Path("v1/iam/resource-sets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ResourceSetsResource {

    @Inject
    private ResourceSets sets;
    @Inject
    private Paths paths;
    @Context
    private HttpHeaders headers;

    @GET
    public Bodies.ResourceSets list() {
        return new Bodies.ResourceSets(sets.all().stream().map(this::body).toList(), Map.of());
    }

    @POST
    public ResourceSet create(InputStream body) {
        NewResourceSet wanted = RequestBody.required(body, headers, NewResourceSet.class);
        return body(sets.create(wanted.label(), wanted.description(), names(wanted.resources(), "resources")));
    }

    @GET
    @Path("{set}")
    public ResourceSet get(@PathParam("set") String set) {
        return body(sets.set(set));
    }

    @PUT
    @Path("{set}")
    public ResourceSet replace(@PathParam("set") String set, InputStream body) {
        RoleUpdate wanted = RequestBody.required(body, headers, RoleUpdate.class);
        return body(sets.rename(set, wanted.label(), wanted.description()));
    }

    @DELETE
    @Path("{set}")
    public void delete(@PathParam("set") String set) {
        sets.delete(set);
    }

    @GET
    @Path("{set}/resources")
    public Resources resources(@PathParam("set") String set) {
        var found = sets.set(set);
        return new Resources(found.getResources().stream().sorted().map(orn -> body(found, orn)).toList(), Map.of("resource-set", paths.set(found.getId())));
    }

    @POST
    @Path("{set}/resources")
    public Resource add(@PathParam("set") String set, InputStream body) {
        NewResource wanted = RequestBody.required(body, headers, NewResource.class);
        if (wanted.conditions() != null && !wanted.conditions().isNull() && !wanted.conditions().isEmpty()) {
            throw ApiFault.invalid("conditions", "conditions: This organization has no conditions to narrow a resource by.");
        }
        if (wanted.resourceOrnOrUrl() == null) {
            throw ApiFault.invalid("resourceOrnOrUrl", "resourceOrnOrUrl: The field is missing.");
        }
        return body(sets.add(set, List.of(wanted.resourceOrnOrUrl())), wanted.resourceOrnOrUrl());
    }

    @PATCH
    @Path("{set}/resources")
    public ResourceSet addAll(@PathParam("set") String set, InputStream body) {
        return body(sets.add(set, names(RequestBody.required(body, headers, Additions.class).additions(), "additions")));
    }

    @GET
    @Path("{set}/resources/{resource}")
    public Resource resource(@PathParam("set") String set, @PathParam("resource") String resource) {
        var found = sets.set(set);
        return body(found, orn(found, resource));
    }

    /** There are no conditions to replace; a body with some is refused. */
    @PUT
    @Path("{set}/resources/{resource}")
    public Resource replace(@PathParam("set") String set, @PathParam("resource") String resource, InputStream body) {
        RequestBody.read(body, headers, Bodies.PermissionConditions.class).map(Bodies.PermissionConditions::conditions)
                .filter(conditions -> !conditions.isNull() && !conditions.isEmpty()).ifPresent(conditions -> {
                    throw ApiFault.invalid("conditions", "conditions: This organization has no conditions to narrow a resource by.");
                });
        return resource(set, resource);
    }

    @DELETE
    @Path("{set}/resources/{resource}")
    public void remove(@PathParam("set") String set, @PathParam("resource") String resource) {
        sets.remove(set, orn(sets.set(set), resource));
    }

    static List<String> names(List<String> names, String field) {
        if (names == null || names.stream().anyMatch(Objects::isNull)) {
            throw ApiFault.invalid(field, field + ": A list of texts is needed.");
        }
        return names;
    }

    private static String orn(org.dradmin.access.ResourceSet set, String resource) {
        return set.getResources().stream().filter(orn -> id(set, orn).equals(resource) || orn.equals(resource)).findFirst()
                .orElseThrow(() -> ApiFault.notFound(resource, "Resource"));
    }

    /** The same each time and different in each set, without being stored. */
    private static String id(org.dradmin.access.ResourceSet set, String orn) {
        return UUID.nameUUIDFromBytes((set.getId() + " " + orn).getBytes(StandardCharsets.UTF_8)).toString();
    }

    private ResourceSet body(org.dradmin.access.ResourceSet set) {
        return new ResourceSet(set.getId(), set.getLabel(), set.getDescription(), Bodies.date(set.getCreatedAt()), Bodies.date(set.getChangedAt()),
                Map.of("self", paths.set(set.getId()), "resources", paths.set(set.getId(), "resources"), "bindings", paths.set(set.getId(), "bindings")));
    }

    private Resource body(org.dradmin.access.ResourceSet set, String orn) {
        return new Resource(id(set, orn), orn, Map.of("self", paths.set(set.getId(), "resources", id(set, orn))));
    }
}
