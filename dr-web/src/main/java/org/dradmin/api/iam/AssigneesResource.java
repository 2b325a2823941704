package org.dradmin.api.iam;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.dradmin.access.RoleBindings;
import org.dradmin.api.Offered;
import org.dradmin.api.iam.Bodies.Assignee;
import org.dradmin.api.iam.Bodies.Assignees;
import org.dradmin.api.iam.Bodies.Link;
import org.dradmin.api.shell.ApiFault;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Roles;

/** The people who hold admin roles of their own, page by page. */
@Offered(read = Roles.ROLES_READ)
@Path("v1/iam/assignees/users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AssigneesResource {

    private static final int MOST = 200;
    private static final int USUAL = 100;

    @Inject
    private RoleBindings bindings;
    @Inject
    private Organizations organizations;
    @Inject
    private Paths paths;

    @GET
    public Assignees users(@QueryParam("after") String after, @QueryParam("limit") String limit) {
        int most = limit(limit);
        List<String> ids = bindings.assignees(after(after), most + 1);
        List<String> page = ids.subList(0, Math.min(most, ids.size()));
        String organization = organizations.organization().map(Organization::getId).orElse("");
        Map<String, Link> links = ids.size() <= most ? Map.of()
                : Map.of("next", new Link(paths.link(Paths.IAM + "/assignees/users").href() + "?after=" + page.get(most - 1) + "&limit=" + most));
        return new Assignees(page.stream().map(id -> new Assignee(id, "orn:okta:directory:" + organization + ":users:" + id,
                Map.of("self", paths.link("/api/v1/users", id), "roles", paths.link("/api/v1/users", id, "roles")))).toList(), links);
    }

    private static String after(String id) {
        if (id == null || id.matches("[A-Za-z0-9_.-]{0,64}")) {
            return id == null ? "" : id;
        }
        throw ApiFault.invalid("after", "after: It is none that this server gave.");
    }

    private static int limit(String text) {
        // Of the ASCII digits only; parseInt takes those of every script.
        int limit = text == null ? USUAL : text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
        if (limit >= 1 && limit <= MOST) {
            return limit;
        }
        throw ApiFault.invalid("limit", "limit: It is a whole number from 1 to " + MOST + ".");
    }
}
