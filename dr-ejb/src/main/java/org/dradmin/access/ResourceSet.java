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
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
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

    void hold(Set<String> instead) {
        resources.retainAll(instead);
        resources.addAll(instead);
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
        facts.put("resources", String.join(" ", new TreeSet<>(resources)));
        return facts;
    }
}
