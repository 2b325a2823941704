package org.dradmin.web.shell;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dradmin.platform.Roles;

/**
 * The parts of the site and the roles each is open to: whoever has one of them may go there. The container guards them
 * by web.xml; this says which role it was that somebody lacked. A test compares the two. A page stands before the part
 * it is in.
 */
enum Area {

    CONSOLE("/console/", Roles.DR_READ),
    LOG("/log/", Roles.LOGS_READ),
    SETTINGS_APPLICATIONS("/settings/applications.xhtml", Roles.APPS_READ),
    SETTINGS_APPLICATION("/settings/application.xhtml", Roles.APPS_READ),
    SETTINGS("/settings/", Roles.SETTINGS_MANAGE),
    ADMINISTRATION_ROLES("/administration/roles.xhtml", Roles.ROLES_READ),
    ADMINISTRATION_ROLE("/administration/role.xhtml", Roles.ROLES_READ),
    ADMINISTRATION_RESOURCES("/administration/resources.xhtml", Roles.ROLES_READ),
    ADMINISTRATION_RESOURCE_SET("/administration/resource-set.xhtml", Roles.ROLES_READ),
    ADMINISTRATION_ADMINS("/administration/admins.xhtml", Roles.ROLES_READ),
    ADMINISTRATION_WHO("/administration/who.xhtml", Roles.ROLES_READ),
    ADMINISTRATION_PEOPLE("/administration/people.xhtml", Roles.USERS_READ),
    ADMINISTRATION_PERSON("/administration/person.xhtml", Roles.USERS_READ),
    ADMINISTRATION_GROUPS("/administration/groups.xhtml", Roles.GROUPS_READ),
    ADMINISTRATION_GROUP("/administration/group.xhtml", Roles.GROUPS_READ),
    ADMINISTRATION("/administration/", Roles.ROLES_READ, Roles.USERS_READ, Roles.GROUPS_READ),
    DASHBOARD("/dashboard/", Roles.USER),
    PROFILE("/profile.xhtml", Roles.USER),
    PASSWORD("/password.xhtml", Roles.SIGNED_IN),
    STEP_UP("/step-up.xhtml", Roles.ENTITLED);

    /** Documents for strangers: the status of the organization, and the address ranges of its regions. */
    static final Set<String> PUBLIC = Set.of("/status", "/status.xhtml", "/status.json", "/ip-ranges.json");

    private final String path;
    private final List<String> roles;

    Area(String path, String... roles) {
        this.path = path;
        this.roles = List.of(roles);
    }

    String path() {
        return path;
    }

    /** One of them opens it. */
    List<String> roles() {
        return roles;
    }

    static Optional<Area> of(String path) {
        return Arrays.stream(values()).filter(area -> path.startsWith(area.path)).findFirst();
    }

    /** The path within this application. */
    static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    /** What programs call with tokens; sessions count for nothing there, and so a forged request has nobody to act for. */
    static boolean isForPrograms(String path) {
        return isApi(path) || path.startsWith("/oauth2/") || path.startsWith("/.well-known/");
    }

    static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    /** Served to anybody from memory or disk, and served on while the database is away: nobody is looked up for it. */
    static boolean asksForNobody(String path) {
        return path.startsWith("/jakarta.faces.resource/") || path.startsWith("/go/") || path.startsWith("/demo/") || PUBLIC.contains(path);
    }
}
