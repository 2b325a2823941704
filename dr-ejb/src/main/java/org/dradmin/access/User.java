package org.dradmin.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Target;

/** A person of the organization. Usernames are compared without regard to case. */
@Entity
@Table(name = "person")
public class User {

    /** Whether the person can sign in. */
    public enum Status { ACTIVE, DEACTIVATED }

    static final int NAME_LENGTH = 200;

    @Id
    private String id;
    private String username;
    @Column(name = "username_key")
    private String usernameKey;
    @Column(name = "display_name")
    private String displayName;
    private String email;
    @Enumerated(EnumType.STRING)
    private Status status;
    @Column(name = "sessions_valid_from")
    private Instant sessionsValidFrom;
    @Column(name = "last_sign_in")
    private Instant lastSignIn;
    @Column(name = "changed_at")
    private Instant changedAt;
    @Column(name = "changed_by")
    private String changedBy;
    @Version
    private int version;

    protected User() {
    }

    public User(String username, String displayName, String email) {
        this.id = UUID.randomUUID().toString();
        this.username = username;
        this.usernameKey = key(username);
        this.displayName = displayName;
        this.email = email;
        this.status = Status.ACTIVE;
        this.sessionsValidFrom = Instant.EPOCH;
    }

    /** The form in which usernames are compared. */
    static String key(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }

    public String getId() {
        return id;
    }

    public String getUsername() {
        return username;
    }

    public String getDisplayName() {
        return displayName;
    }

    public String getEmail() {
        return email;
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Null before the first time. */
    public Instant getLastSignIn() {
        return lastSignIn;
    }

    /** When an admin changed it last; null where none ever did. */
    public Instant getChangedAt() {
        return changedAt;
    }

    public String getChangedBy() {
        return changedBy;
    }

    public PersonFacts facts() {
        return new PersonFacts(username, displayName, email);
    }

    void describe(PersonFacts facts) {
        username = facts.username();
        usernameKey = key(username);
        displayName = facts.displayName();
        email = facts.email();
    }

    void changed(String by, Instant now) {
        changedBy = by;
        changedAt = now;
    }

    /** Sessions end at once, and do not come back to life with the person. */
    void deactivate(Instant now) {
        status = Status.DEACTIVATED;
        endSessions(now);
    }

    void activate() {
        status = Status.ACTIVE;
    }

    boolean isNamed(String someUsername) {
        return someUsername != null && usernameKey.equals(key(someUsername));
    }

    /** A session begun before this moment has ended. */
    boolean accepts(Instant sessionStart) {
        return isActive() && !sessionStart.isBefore(sessionsValidFrom);
    }

    void endSessions(Instant now) {
        sessionsValidFrom = now;
    }

    void signedIn(Instant now) {
        lastSignIn = now;
    }

    public Actor asActor() {
        return Actor.user(id, username, displayName);
    }

    Target asTarget() {
        return new Target(id, "User", username, displayName, Map.of());
    }
}
