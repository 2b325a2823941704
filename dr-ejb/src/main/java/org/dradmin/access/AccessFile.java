package org.dradmin.access;

import java.util.List;
import java.util.Set;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.FilePart;

/** What an organization file says about people and their roles. */
record AccessFile(List<GroupEntry> groups, List<UserEntry> users, List<RoleEntry> roles, List<ResourceSetEntry> resourceSets,
        List<AssignmentEntry> assignments, List<ClientEntry> clients) {

    record GroupEntry(String name, Set<RoleType> roles) {
    }

    /** @param password where it stands, so that no list of people ever holds one; absent for who signs in elsewhere */
    record UserEntry(String username, String displayName, String email, FilePart password, Set<RoleType> roles, Set<String> groups) {
    }

    record RoleEntry(String label, String description, Set<Permission> permissions) {
    }

    record ResourceSetEntry(String label, String description, Set<String> orns) {
    }

    /** @param principal a username's key, a group's name or a client's id */
    record AssignmentEntry(String role, String resourceSet, PrincipalType type, String principal) {
    }

    /**
     * @param jwks the checked key set; null for a client with a secret
     * @param secret where it stands, so that no list of clients ever holds one; absent for a client with keys
     */
    record ClientEntry(String id, String name, Set<Permission> scopes, String jwks, FilePart secret, boolean dpop,
            Set<RoleType> roles) {
    }
}
