package org.dradmin.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dradmin.platform.Roles;

/** What an admin role can allow: the wire name, which is also the container role, and what it means in words. */
public enum Permission {

    DR_MANAGE(Roles.DR_MANAGE, Resource.DISASTER_RECOVERY, "Manage disaster recovery",
            "Fail the organization over to its disaster recovery region and back, decide about steps that failed. Includes viewing."),
    DR_READ(Roles.DR_READ, Resource.DISASTER_RECOVERY, "View disaster recovery",
            "Open the console: status, readiness, operations and their proof, without the buttons."),
    LOGS_READ(Roles.LOGS_READ, Resource.LOGS, "View and export the System Log", "Search every event and download what is found."),
    ROLES_MANAGE(Roles.ROLES_MANAGE, Resource.ROLES, "Manage admin roles and their assignments",
            "Make roles and resource sets and assign them, up to the permissions one holds. Includes viewing."),
    ROLES_READ(Roles.ROLES_READ, Resource.ROLES, "View admin roles and their assignments", "See who may do what, and through which assignment."),
    USERS_MANAGE(Roles.USERS_MANAGE, Resource.USERS, "Manage people", "Invite, change and deactivate people, and send password resets. Includes viewing."),
    USERS_READ(Roles.USERS_READ, Resource.USERS, "View people", "See everybody's account, groups and roles."),
    GROUPS_MANAGE(Roles.GROUPS_MANAGE, Resource.GROUPS, "Manage groups", "Make groups and say who is in them. Includes viewing."),
    GROUPS_READ(Roles.GROUPS_READ, Resource.GROUPS, "View groups", "See groups and who is in them."),
    APPS_MANAGE(Roles.APPS_MANAGE, Resource.APPS, "Manage dashboard applications", "Say which tiles stand on everybody's dashboard. Includes viewing."),
    APPS_READ(Roles.APPS_READ, Resource.APPS, "View dashboard applications", "See the tiles as they are set up."),
    SETTINGS_MANAGE(Roles.SETTINGS_MANAGE, Resource.SETTINGS, "Manage organization, recovery plan, settings and API clients",
            "For super admins only: no custom role can have it.");

    private static final Map<String, Permission> BY_ROLE = Arrays.stream(values()).collect(Collectors.toMap(Permission::role, permission -> permission));

    private final String role;
    private final Resource resource;
    private final String title;
    private final String description;

    Permission(String role, Resource resource, String title, String description) {
        this.role = role;
        this.resource = resource;
        this.title = title;
        this.description = description;
    }

    /** Wire name and container role. */
    public String role() {
        return role;
    }

    public String title() {
        return title;
    }

    /** What it allows, in a sentence or two. */
    public String description() {
        return description;
    }

    /** What a resource set must hold for a custom role to give it. */
    public Resource resource() {
        return resource;
    }

    /** Whether it only shows. */
    public boolean reads() {
        return role.endsWith(".read");
    }

    public boolean concernsDisasterRecovery() {
        return this == DR_MANAGE || this == DR_READ;
    }

    /** The permission that this one includes: whoever may manage may view. */
    Optional<Permission> implied() {
        return reads() ? Optional.empty() : of(role.replace(".manage", ".read"));
    }

    /** The resource (ORN) that a resource set must hold for a custom role to give this permission. */
    public String orn(String organizationId) {
        return resource.orn(organizationId);
    }

    /** Whether a token can have it: everything but what is for people only. */
    public boolean isScope() {
        return this != SETTINGS_MANAGE;
    }

    /** Every scope, for messages. */
    static String scopes() {
        return Arrays.stream(values()).filter(Permission::isScope).map(Permission::role).collect(Collectors.joining(", "));
    }

    public static Optional<Permission> of(String role) {
        return Optional.ofNullable(BY_ROLE.get(role));
    }
}
