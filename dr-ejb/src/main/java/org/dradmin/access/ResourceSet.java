package org.dradmin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The resources (ORNs) on which a custom role is assigned. */
@Entity
@Table(name = "resource_set")
public class ResourceSet {

    @Id
    private String id;
    private String label;
    private String description;
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "resource_set_resource", joinColumns = @JoinColumn(name = "set_id"))
    @Column(name = "orn")
    private Set<String> resources = new HashSet<>();
    @Version
    private int version;

    protected ResourceSet() {
    }

    public ResourceSet(String label, String description, Set<String> resources) {
        this.id = UUID.randomUUID().toString();
        this.label = label;
        this.description = description;
        this.resources = new HashSet<>(resources);
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

    /** The names (ORNs) of its resources. */
    public Set<String> getResources() {
        return Set.copyOf(resources);
    }

    void rename(String newLabel, String newDescription) {
        label = newLabel;
        description = newDescription;
    }

    void add(Set<String> orns) {
        resources.addAll(orns);
    }

    boolean remove(String orn) {
        return resources.remove(orn);
    }

    boolean holds(String orn) {
        return resources.contains(orn);
    }
}
