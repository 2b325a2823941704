package org.dradmin.api.iam;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.access.AdminRole;
import org.dradmin.access.CustomRoles;
import org.dradmin.access.ResourceSet;
import org.dradmin.access.ResourceSets;
import org.dradmin.access.RoleAssignment;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.access.RoleBindings;
import org.dradmin.api.Offered;
import org.dradmin.api.iam.Bodies.Additions;
import org.dradmin.api.iam.Bodies.BindingRole;
import org.dradmin.api.iam.Bodies.Bindings;
import org.dradmin.api.iam.Bodies.Edited;
import org.dradmin.api.iam.Bodies.Link;
import org.dradmin.api.iam.Bodies.Member;
import org.dradmin.api.iam.Bodies.Members;
import org.dradmin.api.iam.Bodies.NewBinding;
import org.dradmin.api.shell.ApiFault;
import org.dradmin.api.shell.Dates;
import org.dradmin.api.shell.RequestBody;
import org.dradmin.platform.Roles;

/** Which custom roles are assigned on a resource set, and to whom. */
@Offered(read = Roles.ROLES_READ, manage = Roles.ROLES_MANAGE)
@Path("v1/iam/resource-sets/{set}/bindings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BindingsResource {

    private static final Pattern MEMBER = Pattern.compile("(/api/v1/users|/api/v1/groups|/oauth2/v1/clients)/([^/?#]{1,64})");
    private static final Map<String, PrincipalType> KINDS =
            Map.of("/api/v1/users", PrincipalType.USER, "/api/v1/groups", PrincipalType.GROUP, "/oauth2/v1/clients", PrincipalType.CLIENT);

    @Inject
    private RoleBindings bindings;
    @Inject
    private ResourceSets sets;
    @Inject
    private CustomRoles roles;
    @Inject
    private Paths paths;
    @PathParam("set")
    private String setName;
    @Context
    private HttpHeaders headers;

    @GET
    public Bindings list() {
        ResourceSet set = sets.set(setName);
        return new Bindings(bindings.roles(setName).stream().map(role -> new BindingRole(role.getId(),
                Map.of("self", self(set, role), "members", self(set, role, "members")))).toList(),
                Map.of("self", paths.set(set.getId(), "bindings"), "resource-set", paths.set(set.getId())));
    }

    @POST
    public BindingRole create(InputStream body) {
        NewBinding wanted = RequestBody.required(body, headers, NewBinding.class);
        if (wanted.role() == null) {
            throw ApiFault.invalid("role", "role: The field is missing.");
        }
        bindings.assign(setName, wanted.role(), members(wanted.members(), "members"));
        return binding(wanted.role());
    }

    @GET
    @Path("{role}")
    public BindingRole get(@PathParam("role") String role) {
        bindings.members(setName, role);
        return binding(role);
    }

    @DELETE
    @Path("{role}")
    public void delete(@PathParam("role") String role) {
        bindings.dissolve(setName, role);
    }

    @GET
    @Path("{role}/members")
    public Members members(@PathParam("role") String roleName) {
        ResourceSet set = sets.set(setName);
        AdminRole role = roles.role(roleName);
        return new Members(bindings.members(setName, roleName).stream().map(member -> body(set, role, member)).toList(),
                Map.of("self", self(set, role, "members"), "binding", self(set, role)));
    }

    @PATCH
    @Path("{role}/members")
    public Edited add(@PathParam("role") String roleName, InputStream body) {
        bindings.members(setName, roleName);
        bindings.assign(setName, roleName, members(RequestBody.required(body, headers, Additions.class).additions(), "additions"));
        ResourceSet set = sets.set(setName);
        return new Edited(Map.of("self", self(set, roles.role(roleName)), "resource-set", paths.set(set.getId()),
                "bindings", paths.set(set.getId(), "bindings")));
    }

    @GET
    @Path("{role}/members/{member}")
    public Member member(@PathParam("role") String role, @PathParam("member") String member) {
        return body(sets.set(setName), roles.role(role), bindings.member(setName, role, member));
    }

    @DELETE
    @Path("{role}/members/{member}")
    public void remove(@PathParam("role") String role, @PathParam("member") String member) {
        bindings.unassign(setName, role, member);
    }

    private Set<RoleBindings.Member> members(List<String> addresses, String field) {
        Set<RoleBindings.Member> members = new LinkedHashSet<>();
        for (String address : ResourceSetsResource.names(addresses, field)) {
            Matcher matcher = MEMBER.matcher(paths.local(address));
            if (!matcher.matches()) {
                throw ApiFault.invalid(field, field + ": " + address + " is the address of no user, group or client.");
            }
            members.add(new RoleBindings.Member(KINDS.get(matcher.group(1)), matcher.group(2)));
        }
        return members;
    }

    private Link self(ResourceSet set, AdminRole role, String... more) {
        Link binding = paths.set(set.getId(), "bindings", role.getId());
        return more.length == 0 ? binding : new Link(binding.href() + "/" + String.join("/", more));
    }

    private BindingRole binding(String roleName) {
        ResourceSet set = sets.set(setName);
        AdminRole role = roles.role(roleName);
        return new BindingRole(role.getId(), Map.of("self", self(set, role), "resource-set", paths.set(set.getId()), "members", self(set, role, "members")));
    }

    private Member body(ResourceSet set, AdminRole role, RoleAssignment member) {
        String kind = KINDS.entrySet().stream().filter(entry -> entry.getValue() == member.getPrincipalType()).findFirst().orElseThrow().getKey();
        String assigned = Dates.text(member.getAssignedAt());
        return new Member(member.getId(), assigned, assigned, Map.of("self", paths.link(kind, member.getPrincipalId())));
    }
}
