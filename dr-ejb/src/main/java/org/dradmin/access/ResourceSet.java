package org.dradmin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The resources (ORNs) on which a custom role is assigned. */
@Entity
@Table(name = "resource_set")
public class ResourceSet extends Labelled {

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "resource_set_resource", joinColumns = @JoinColumn(name = "set_id"))
    @Column(name = "orn")
    private Set<String> resources = new HashSet<>();

    protected ResourceSet() {
    }

    public ResourceSet(String label, String description, Set<String> resources) {
        super(label, description);
        this.resources = new HashSet<>(resources);
    }

    /** The names (ORNs) of its resources. */
    public Set<String> getResources() {
        return Set.copyOf(resources);
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

    @Override
    String kind() {
        return "RESOURCE_SET";
    }

    @Override
    Map<String, String> facts() {
        Map<String, String> facts = super.facts();
        facts.put("resources", String.join(" ", new TreeSet<>(resources)));
        return facts;
    }
}
