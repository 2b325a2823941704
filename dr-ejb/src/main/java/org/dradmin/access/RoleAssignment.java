package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** A role given to a person, a group or an API client: a standard role everywhere, a custom one on a resource set. */
@Entity
@Table(name = "role_assignment")
public class RoleAssignment {

    /** Who can hold a role. */
    public enum PrincipalType { USER, GROUP, CLIENT }

    @Id
    private String id;
    @Enumerated(EnumType.STRING)
    @Column(name = "principal_type")
    private PrincipalType principalType;
    @Column(name = "principal_id")
    private String principalId;
    @Enumerated(EnumType.STRING)
    @Column(name = "role_type")
    private RoleType roleType;
    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "role_id")
    private AdminRole role;
    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "resource_set_id")
    private ResourceSet resourceSet;
    @Column(name = "assigned_at")
    private Instant assignedAt;
    @Version
    private int version;

    protected RoleAssignment() {
    }

    private RoleAssignment(PrincipalType type, String principalId, RoleType roleType, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.principalType = type;
        this.principalId = principalId;
        this.roleType = roleType;
        this.assignedAt = now;
    }

    public static RoleAssignment standard(PrincipalType type, String principalId, RoleType role, Instant now) {
        return new RoleAssignment(type, principalId, role, now);
    }

    public static RoleAssignment custom(PrincipalType type, String principalId, AdminRole role, ResourceSet on, Instant now) {
        RoleAssignment assignment = new RoleAssignment(type, principalId, RoleType.CUSTOM, now);
        assignment.role = role;
        assignment.resourceSet = on;
        return assignment;
    }

    public String getId() {
        return id;
    }

    public PrincipalType getPrincipalType() {
        return principalType;
    }

    public String getPrincipalId() {
        return principalId;
    }

    public Instant getAssignedAt() {
        return assignedAt;
    }

    public RoleType getRoleType() {
        return roleType;
    }

    /** The role's name as people know it; of a custom one with the resource set it is assigned on. */
    public String title() {
        return roleType == RoleType.CUSTOM ? role.getLabel() + " on " + resourceSet.getLabel() : roleType.title();
    }

    /** The custom role; null where it is a standard one. */
    public AdminRole getRole() {
        return role;
    }

    /** What the custom role is assigned on; null where it is a standard one. */
    public ResourceSet getResourceSet() {
        return resourceSet;
    }

    Set<Permission> permissions(String organizationId) {
        return roleType == RoleType.CUSTOM ? given(role.getPermissions(), resourceSet.getResources(), organizationId)
                : EnumSet.copyOf(roleType.permissions());
    }

    /** A custom role gives those of its permissions whose resource is in the set; manage brings view. */
    static Set<Permission> given(Set<Permission> permissions, Set<String> resources, String organizationId) {
        Set<Permission> given = EnumSet.noneOf(Permission.class);
        permissions.stream().filter(p -> resources.contains(p.orn(organizationId))).forEach(p -> {
            given.add(p);
            p.implied().ifPresent(given::add);
        });
        given.remove(Permission.SETTINGS_MANAGE);
        return given;
    }
}
