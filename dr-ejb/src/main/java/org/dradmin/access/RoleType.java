package org.dradmin.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The standard admin roles, and CUSTOM for those an organization makes itself. */
public enum RoleType {

    SUPER_ADMIN("Super admin", EnumSet.allOf(Permission.class)),
    READ_ONLY_ADMIN("Read-only admin", Arrays.stream(Permission.values()).filter(Permission::reads).collect(Collectors.toSet())),
    REPORT_ADMIN("Report admin", EnumSet.of(Permission.LOGS_READ)),
    CUSTOM("Custom admin role", Set.of());

    private final String title;
    private final Set<Permission> permissions;

    RoleType(String title, Set<Permission> permissions) {
        this.title = title;
        this.permissions = permissions;
    }

    public String title() {
        return title;
    }

    /** What the standard role allows everywhere; empty for CUSTOM, whose permissions are its role's. */
    public Set<Permission> permissions() {
        return permissions;
    }
}
