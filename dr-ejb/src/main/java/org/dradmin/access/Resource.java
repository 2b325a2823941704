package org.dradmin.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What custom roles can be assigned on, each of a type and with the part of its ORN that follows the organization. */
public enum Resource {

    DISASTER_RECOVERY("Business continuity", "Disaster recovery", "Failover and failback of every protected domain.", "business-continuity:disaster-recovery"),
    LOGS("System Log", "All events", "Everything that people and the system did.", "logs"),
    ROLES("Administrators", "Admin roles", "Roles, resource sets and who holds what on what.", "roles"),
    USERS("People", "All people", "The accounts of everybody.", "users"),
    GROUPS("Groups", "All groups", "Groups and who is in them.", "groups"),
    APPS("Applications", "Dashboard applications", "The tiles on everybody's dashboard.", "apps"),
    /** In no resource set: what needs it is for super admins. */
    SETTINGS("Settings", "All settings", "Organization, recovery plan, settings and API clients.", "settings");

    private final String type;
    private final String title;
    private final String description;
    private final String path;

    Resource(String type, String title, String description, String path) {
        this.type = type;
        this.title = title;
        this.description = description;
        this.path = path;
    }

    /** The type of resource, in words. */
    public String type() {
        return type;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public String orn(String organizationId) {
        return "orn:okta:idp:" + organizationId + ":" + path;
    }

    /** Those that a resource set can hold. */
    public static List<Resource> assignable() {
        return Arrays.stream(values()).filter(resource -> resource != SETTINGS).toList();
    }

    /** The one that a name (ORN) means in an organization. */
    public static Optional<Resource> of(String orn, String organizationId) {
        return assignable().stream().filter(resource -> resource.orn(organizationId).equals(orn)).findFirst();
    }

    /** The permissions that are worth something on it. */
    public List<Permission> permissions() {
        return Arrays.stream(Permission.values()).filter(permission -> permission.resource() == this).toList();
    }
}
