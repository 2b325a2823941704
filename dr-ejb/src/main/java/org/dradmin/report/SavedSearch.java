package org.dradmin.report;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.dradmin.organization.Refusal;
import org.dradmin.systemlog.Actor;

/** A search of the System Log that somebody keeps under a name, for themselves or for all who may read the log. */
@Entity
@Table(name = "saved_search")
class SavedSearch {

    static final int NAME_LENGTH = 100;
    static final int SEARCH_LENGTH = 20_000;

    @Id
    private String id;
    @Column(name = "owner_id")
    private String ownerId;
    @Column(name = "owner_name")
    private String ownerName;
    private String name;
    @Lob
    private String search;
    private boolean shared;
    @Column(name = "created_at")
    private Instant createdAt;
    @Version
    private int version;

    protected SavedSearch() {
    }

    SavedSearch(String ownerId, Actor owner, String name, String search, boolean shared, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.ownerId = ownerId;
        this.ownerName = owner.name();
        this.name = name;
        this.createdAt = now;
        change(search, shared);
    }

    static String name(String given) {
        String name = given == null ? "" : given.strip();
        if (name.isEmpty() || name.length() > NAME_LENGTH || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal("Name: give the search a name of 1 to " + NAME_LENGTH + " characters.");
        }
        return name;
    }

    void change(String newSearch, boolean newShared) {
        if (newSearch.length() > SEARCH_LENGTH) {
            throw new Refusal("The search is too long to be saved. Take parts out of its filter.");
        }
        search = newSearch;
        shared = newShared;
    }

    String getId() {
        return id;
    }

    String getOwnerId() {
        return ownerId;
    }

    String getName() {
        return name;
    }

    String getSearch() {
        return search;
    }

    boolean isShared() {
        return shared;
    }

    SearchRow row(String reader) {
        return new SearchRow(id, name, search, shared, ownerId.equals(reader), ownerName);
    }
}
