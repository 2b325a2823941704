package org.dradmin.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** The standard admin roles, and CUSTOM for those an organization makes itself. */
public enum RoleType {

    SUPER_ADMIN(EnumSet.allOf(Permission.class)),
    READ_ONLY_ADMIN(Arrays.stream(Permission.values()).filter(Permission::reads).collect(Collectors.toSet())),
    REPORT_ADMIN(EnumSet.of(Permission.LOGS_READ)),
    CUSTOM(Set.of());

    private final Set<Permission> permissions;

    RoleType(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** What the standard role allows everywhere; empty for CUSTOM, whose permissions are its role's. */
    public Set<Permission> permissions() {
        return permissions;
    }
}
