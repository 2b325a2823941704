package org.dradmin.access;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dradmin.platform.Roles;

/** What an admin role can allow: the wire name, which is also the container role, and what it means in words. */
public enum Permission {

    DR_MANAGE(Roles.DR_MANAGE, "Manage disaster recovery", "business-continuity:disaster-recovery"),
    DR_READ(Roles.DR_READ, "View disaster recovery", "business-continuity:disaster-recovery"),
    LOGS_READ(Roles.LOGS_READ, "View and export the System Log", "logs"),
    ROLES_MANAGE(Roles.ROLES_MANAGE, "Manage admin roles and their assignments", "roles"),
    ROLES_READ(Roles.ROLES_READ, "View admin roles and their assignments", "roles"),
    USERS_MANAGE(Roles.USERS_MANAGE, "Manage people", "users"),
    USERS_READ(Roles.USERS_READ, "View people", "users"),
    GROUPS_MANAGE(Roles.GROUPS_MANAGE, "Manage groups", "groups"),
    GROUPS_READ(Roles.GROUPS_READ, "View groups", "groups"),
    APPS_MANAGE(Roles.APPS_MANAGE, "Manage dashboard applications", "apps"),
    APPS_READ(Roles.APPS_READ, "View dashboard applications", "apps"),
    SETTINGS_MANAGE(Roles.SETTINGS_MANAGE, "Manage organization, recovery plan, settings and API clients", "settings");

    private final String role;
    private final String title;
    private final String resource;

    Permission(String role, String title, String resource) {
        this.role = role;
        this.title = title;
        this.resource = resource;
    }

    /** Wire name and container role. */
    public String role() {
        return role;
    }

    public String title() {
        return title;
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
        return "orn:okta:idp:" + organizationId + ":" + resource;
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
        return Arrays.stream(values()).filter(p -> p.role.equals(role)).findFirst();
    }
}
