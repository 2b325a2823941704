package org.dradmin.access;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.dradmin.systemlog.Target;

/** People who are given roles together. */
@Entity
@Table(name = "people_group")
public class Group {

    @Id
    private String id;
    private String name;
    @ElementCollection
    @CollectionTable(name = "group_member", joinColumns = @JoinColumn(name = "group_id"))
    @Column(name = "user_id")
    private Set<String> members = new HashSet<>();
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private int version;

    protected Group() {
    }

    public Group(String name) {
        this.id = UUID.randomUUID().toString();
        this.name = name;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    /** When its name was changed last; null where it never was. */
    public Instant getChangedAt() {
        return changedAt;
    }

    public String getChangedBy() {
        return changedBy;
    }

    void rename(String other, String by, Instant now) {
        name = other;
        changedBy = by;
        changedAt = now;
    }

    Target asTarget() {
        return Target.of("UserGroup", id, name);
    }

    /** The ids of those who are in it. */
    Set<String> members() {
        return Set.copyOf(members);
    }

    /** These are in it from now on, and nobody else. */
    void hold(Set<String> userIds) {
        members.retainAll(userIds);
        members.addAll(userIds);
    }

    public void add(User user) {
        members.add(user.getId());
    }
}
