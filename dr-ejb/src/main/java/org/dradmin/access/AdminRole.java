package org.dradmin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A custom admin role: a set of permissions under a name. It gives nothing until assigned on a resource set. */
@Entity
@Table(name = "admin_role")
public class AdminRole {

    @Id
    private String id;
    private String label;
    private String description;
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "admin_role_permission", joinColumns = @JoinColumn(name = "role_id"))
    @Column(name = "permission")
    @Enumerated(EnumType.STRING)
    private Set<Permission> permissions = new HashSet<>();
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private int version;

    protected AdminRole() {
    }

    public AdminRole(String label, String description, Set<Permission> permissions) {
        this.id = UUID.randomUUID().toString();
        this.label = label;
        this.description = description;
        this.permissions = new HashSet<>(permissions);
    }

    public String getId() {
        return id;
    }

    public String getLabel() {
        return label;
    }

    public String getDescription() {
        return description;
    }

    void rename(String newLabel, String newDescription) {
        label = newLabel;
        description = newDescription;
    }

    boolean add(Permission permission) {
        return permissions.add(permission);
    }

    boolean remove(Permission permission) {
        return permissions.remove(permission);
    }

    public Set<Permission> getPermissions() {
        return Set.copyOf(permissions);
    }

    void allow(Set<Permission> instead) {
        permissions.retainAll(instead);
        permissions.addAll(instead);
    }

    /** Who made it what it is. */
    void changed(String by, Instant now) {
        changedBy = by;
        changedAt = now;
        createdAt = version == 0 ? now : createdAt;
    }

    /** When it was made; null where nobody knows any more. */
    public Instant getCreatedAt() {
        return createdAt;
    }

    /** When it was changed last; null where it never was. */
    public Instant getChangedAt() {
        return changedAt;
    }

    public String getChangedBy() {
        return changedBy;
    }

    /** Another number after each change, for those who edit it and must not write over what they have not seen. */
    public int getVersion() {
        return version;
    }

    /** What it says, part by part, for the System Log. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("label", label);
        facts.put("description", description);
        facts.put("permissions", permissions.stream().map(Permission::role).sorted().collect(Collectors.joining(" ")));
        return facts;
    }
}
