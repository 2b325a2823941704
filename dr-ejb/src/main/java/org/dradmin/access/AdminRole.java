package org.dradmin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A custom admin role: a set of permissions under a name. It gives nothing until assigned on a resource set. */
@Entity
@Table(name = "admin_role")
public class AdminRole extends Labelled {

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "admin_role_permission", joinColumns = @JoinColumn(name = "role_id"))
    @Column(name = "permission")
    @Enumerated(EnumType.STRING)
    private Set<Permission> permissions = new HashSet<>();

    protected AdminRole() {
    }

    public AdminRole(String label, String description, Set<Permission> permissions) {
        super(label, description);
        this.permissions = new HashSet<>(permissions);
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

    @Override
    String kind() {
        return "CUSTOM_ROLE";
    }

    @Override
    Map<String, String> facts() {
        Map<String, String> facts = super.facts();
        facts.put("permissions", permissions.stream().map(Permission::role).sorted().collect(Collectors.joining(" ")));
        return facts;
    }
}
