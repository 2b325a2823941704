package org.dradmin.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The standard admin roles, and CUSTOM for those an organization makes itself. */
public enum RoleType {

    SUPER_ADMIN("Super admin", "May do everything: fail over and back, manage people, roles, settings and API clients.", EnumSet.allOf(Permission.class)),
    READ_ONLY_ADMIN("Read-only admin", "Sees disaster recovery, the System Log, people, groups, roles and applications, and changes nothing.",
            Arrays.stream(Permission.values()).filter(Permission::reads).collect(Collectors.toSet())),
    REPORT_ADMIN("Report admin", "Views and exports the System Log, and nothing else.", EnumSet.of(Permission.LOGS_READ)),
    CUSTOM("Custom admin role", "Made by the organization itself; it gives something only on a resource set.", Set.of());

    private final String title;
    private final String description;
    private final Set<Permission> permissions;

    RoleType(String title, String description, Set<Permission> permissions) {
        this.title = title;
        this.description = description;
        this.permissions = permissions;
    }

    public String title() {
        return title;
    }

    /** What it is for, in a sentence. */
    public String description() {
        return description;
    }

    /** What the standard role allows everywhere; empty for CUSTOM, whose permissions are its role's. */
    public Set<Permission> permissions() {
        return permissions;
    }
}
