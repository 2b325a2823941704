package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** What admins give a name and a description, and edit one after the other: a role, a resource set. */
@MappedSuperclass
public abstract class Labelled {

    @Id
    private String id;
    private String label;
    private String description;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private int version;

    protected Labelled() {
    }

    Labelled(String label, String description) {
        this.id = UUID.randomUUID().toString();
        this.label = label;
        this.description = description;
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

    /** As events call what it is. */
    abstract String kind();

    /** What it says, part by part, for the System Log. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("label", label);
        facts.put("description", description);
        return facts;
    }
}
