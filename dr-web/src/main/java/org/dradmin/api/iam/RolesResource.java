package org.dradmin.api.iam;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.dradmin.access.AdminRole;
import org.dradmin.access.CustomRoles;
import org.dradmin.api.Offered;
import org.dradmin.api.iam.Bodies.NewRole;
import org.dradmin.api.iam.Bodies.Permission;
import org.dradmin.api.iam.Bodies.PermissionConditions;
import org.dradmin.api.iam.Bodies.Permissions;
import org.dradmin.api.iam.Bodies.Role;
import org.dradmin.api.iam.Bodies.RoleUpdate;
import org.dradmin.api.iam.Bodies.Roles;
import org.dradmin.api.shell.ApiFault;
import org.dradmin.api.shell.RequestBody;

/** Custom admin roles and their permissions. */
@Offered(read = org.dradmin.platform.Roles.ROLES_READ, manage = org.dradmin.platform.Roles.ROLES_MANAGE)
@Path("v1/iam/roles")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RolesResource {

    @Inject
    private CustomRoles roles;
    @Inject
    private Paths paths;
    @Context
    private HttpHeaders headers;

    @GET
    public Roles list() {
        return new Roles(roles.all().stream().map(this::body).toList(), Map.of());
    }

    @POST
    public Role create(InputStream body) {
        NewRole wanted = RequestBody.required(body, headers, NewRole.class);
        if (wanted.permissions() == null) {
            throw ApiFault.invalid("permissions", "permissions: The field is missing.");
        }
        Set<org.dradmin.access.Permission> permissions = EnumSet.noneOf(org.dradmin.access.Permission.class);
        wanted.permissions().forEach(permission -> permissions.add(known(permission)));
        return body(roles.create(wanted.label(), wanted.description(), permissions));
    }

    @GET
    @Path("{role}")
    public Role get(@PathParam("role") String role) {
        return body(roles.role(role));
    }

    @PUT
    @Path("{role}")
    public Role replace(@PathParam("role") String role, InputStream body) {
        RoleUpdate wanted = RequestBody.required(body, headers, RoleUpdate.class);
        return body(roles.rename(role, wanted.label(), wanted.description()));
    }

    @DELETE
    @Path("{role}")
    public void delete(@PathParam("role") String role) {
        roles.delete(role);
    }

    @GET
    @Path("{role}/permissions")
    public Permissions permissions(@PathParam("role") String role) {
        AdminRole found = roles.role(role);
        return new Permissions(found.getPermissions().stream().sorted().map(permission -> body(found, permission)).toList());
    }

    @GET
    @Path("{role}/permissions/{permission}")
    public Permission permission(@PathParam("role") String role, @PathParam("permission") String permission) {
        AdminRole found = roles.role(role);
        return found.getPermissions().stream().filter(held -> held.role().equals(permission)).findFirst().map(held -> body(found, held))
                .orElseThrow(() -> ApiFault.notFound(permission, "Permission"));
    }

    @POST
    @Path("{role}/permissions/{permission}")
    public void add(@PathParam("role") String role, @PathParam("permission") String permission, InputStream body) {
        refuseConditions(body);
        roles.addPermission(role, known(permission));
    }

    @PUT
    @Path("{role}/permissions/{permission}")
    public Permission replace(@PathParam("role") String role, @PathParam("permission") String permission, InputStream body) {
        refuseConditions(body);
        return permission(role, permission);
    }

    @DELETE
    @Path("{role}/permissions/{permission}")
    public void remove(@PathParam("role") String role, @PathParam("permission") String permission) {
        roles.removePermission(role, known(permission));
    }

    /** Taking conditions and not keeping them would give more than was asked for. */
    private void refuseConditions(InputStream body) {
        RequestBody.read(body, headers, PermissionConditions.class).map(PermissionConditions::conditions)
                .filter(conditions -> !conditions.isNull() && !conditions.isEmpty()).ifPresent(conditions -> {
                    throw ApiFault.invalid("conditions", "conditions: This organization has no conditions to narrow a permission by.");
                });
    }

    private static org.dradmin.access.Permission known(String permission) {
        return org.dradmin.access.Permission.of(permission == null ? "" : permission).filter(org.dradmin.access.Permission::isScope)
                .orElseThrow(() -> ApiFault.invalid("permissions", "permissions: " + permission + " is no permission of this organization."));
    }

    private Role body(AdminRole role) {
        return new Role(role.getId(), role.getLabel(), role.getDescription(), Bodies.date(role.getCreatedAt()), Bodies.date(role.getChangedAt()),
                Map.of("self", paths.role(role.getId()), "permissions", paths.role(role.getId(), "permissions")));
    }

    private Permission body(AdminRole role, org.dradmin.access.Permission permission) {
        return new Permission(permission.role(), Map.of("self", paths.role(role.getId(), "permissions", permission.role()), "role", paths.role(role.getId())));
    }
}
