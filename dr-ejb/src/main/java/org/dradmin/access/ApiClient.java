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
import jakarta.persistence.Lob;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.dradmin.systemlog.Actor;

/**
 * A program that calls the API. It proves who it is with a key of its own or with a secret; what its tokens may do is
 * what its scopes and its admin roles both allow.
 */
@Entity
@Table(name = "api_client")
@NamedNativeQuery(name = TokenHolders.CLIENT, query = TokenHolders.SQL_OF_CLIENT)
@NamedNativeQuery(name = TokenHolders.CLIENT_AND_DOMAINS, query = TokenHolders.SQL_OF_CLIENT_AND_DOMAINS)
public class ApiClient {

    /** Whether it gets tokens, and its tokens are taken. */
    public enum Status { ACTIVE, DEACTIVATED }

    @Id
    private String id;
    private String name;
    @Enumerated(EnumType.STRING)
    private Status status;
    @Lob
    private String jwks;
    @Column(name = "secret_hash")
    private String secretHash;
    private boolean dpop;
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "api_client_scope", joinColumns = @JoinColumn(name = "client_id"))
    @Column(name = "permission")
    @Enumerated(EnumType.STRING)
    private Set<Permission> scopes = new HashSet<>();
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "last_used_at")
    private Instant lastUsedAt;
    @Version
    private int version;

    protected ApiClient() {
    }

    public ApiClient(String id, String name, Set<Permission> scopes, boolean dpop, Instant now) {
        this.id = id;
        this.name = name;
        this.status = Status.ACTIVE;
        this.scopes = new HashSet<>(scopes);
        this.dpop = dpop;
        this.createdAt = now;
    }

    /** The wire's {@code client_id}. */
    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether it proves itself with a key ({@code private_key_jwt}); otherwise with a secret. */
    public boolean hasKeys() {
        return jwks != null;
    }

    /** Its public keys as a JSON Web Key Set (RFC 7517); null where it has a secret. */
    public String getJwks() {
        return jwks;
    }

    /** Whether its tokens are bound to a key of its own (RFC 9449). */
    public boolean isDpop() {
        return dpop;
    }

    public Set<Permission> getScopes() {
        return scopes.isEmpty() ? EnumSet.noneOf(Permission.class) : EnumSet.copyOf(scopes);
    }

    /** Whether its tokens may have this scope; whoever may manage may view. */
    public boolean mayHave(Permission scope) {
        return scope.isScope() && scopes.stream().anyMatch(own -> own == scope || own.implied().filter(scope::equals).isPresent());
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    /** When it last got a token, to within a minute; null for never. */
    public Instant getLastUsedAt() {
        return lastUsedAt;
    }

    public Actor asActor() {
        return Actor.client(id, name);
    }

    /** For the organization file, which holds no secret; null where it has keys. */
    String getSecretHash() {
        return secretHash;
    }

    void rename(String newName) {
        name = newName;
    }

    void bindTokens(boolean bound) {
        dpop = bound;
    }

    boolean accepts(String secret) {
        return secretHash != null && ClientSecret.matches(secretHash, secret);
    }

    void useKeys(String publicKeys) {
        jwks = publicKeys;
        secretHash = null;
    }

    /** @param hash from {@link ClientSecret#hash(String)} */
    void useSecret(String hash) {
        secretHash = hash;
        jwks = null;
    }

    void turn(boolean active) {
        status = active ? Status.ACTIVE : Status.DEACTIVATED;
    }

    void allow(Set<Permission> permissions) {
        scopes.clear();
        scopes.addAll(permissions);
    }
}
