package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.FaultyField;
import org.dradmin.organization.Feature;
import org.dradmin.organization.FieldCheck;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.TypedText;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * The programs that call the API: who they are, what proves it, and what they may do. Only super admins come here, so
 * that nobody gains a right through a client.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class ApiClients {

    /** More than any organization needs, few enough for one page. */
    private static final int MOST = 500;
    /** How exactly it is remembered when a client was last used. */
    private static final Duration LAST_USE = Duration.ofMinutes(1);
    static final Pattern ID = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private TokenHolders holders;
    @Inject
    private RecoveryGrants recoveryGrants;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** A client that has just been made; the secret is told here once, and null where it proves itself by a key. */
    public record Made(String clientId, String secret) { }

    /** Every client, by name. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ApiClient> all() {
        return em.createQuery("SELECT c FROM ApiClient c ORDER BY c.name, c.id", ApiClient.class).setMaxResults(MOST).getResultList();
    }

    /** The roles assigned to a client. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RoleAssignment> rolesOf(String clientId) {
        return em.createQuery("SELECT a FROM RoleAssignment a WHERE a.principalType = :client AND a.principalId = :id "
                        + "ORDER BY a.assignedAt, a.id", RoleAssignment.class)
                .setParameter("client", PrincipalType.CLIENT).setParameter("id", clientId).getResultList();
    }

    /**
     * Makes a client.
     *
     * @param jwks its public keys as JSON; null for one that gets a secret
     */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public Made create(String name, String jwks, Set<Permission> scopes, boolean dpop, Set<RoleType> roles) {
        FieldCheck fields = new FieldCheck();
        String title = fields.of(() -> TypedText.line("name", name, User.NAME_LENGTH));
        Set<Permission> allowed = fields.of(() -> checked(scopes));
        String keys = fields.then(jwks, ApiClients::keys);
        fields.done();
        ApiClient client = new ApiClient(UUID.randomUUID().toString(), title, allowed, dpop, clock.instant());
        String secret = keys == null ? ClientSecret.make() : null;
        if (secret == null) {
            client.useKeys(keys);
        } else {
            client.useSecret(ClientSecret.hash(secret));
        }
        var before = recoveryGrants.now();
        em.persist(client);
        roles.stream().filter(role -> role != RoleType.CUSTOM).forEach(role ->
                em.persist(RoleAssignment.standard(PrincipalType.CLIENT, client.getId(), role, clock.instant())));
        log.write(about(EventType.CLIENT_CREATED, client).fact("authentication", secret == null ? "private_key_jwt" : "client_secret_basic")
                .fact("dpop", dpop).fact("scopes", names(client.getScopes()))
                .fact("roles", roles.stream().map(RoleType::name).sorted().collect(Collectors.joining(" "))));
        recoveryGrants.tell(before, "The API client " + title + " was made.");
        return new Made(client.getId(), secret);
    }

    /** Replaces what a client's tokens may do at most. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void allow(String clientId, Set<Permission> scopes) {
        ApiClient client = locked(clientId);
        String before = names(client.getScopes());
        var held = recoveryGrants.now();
        client.allow(checked(scopes));
        log.write(about(EventType.CLIENT_UPDATED, client).fact("before", before).fact("after", names(client.getScopes())));
        recoveryGrants.tell(held, "The scopes of the API client " + client.getName() + " were changed.");
    }

    /** Replaces a client's public keys, or its secret by keys; assertions signed with the old ones are refused at once. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void replaceKeys(String clientId, String jwks) {
        ApiClient client = locked(clientId);
        client.useKeys(keys(jwks));
        log.write(about(EventType.CLIENT_KEYS, client));
    }

    /** Replaces a client's secret, or its keys by a secret, which is told here once. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public String renewSecret(String clientId) {
        ApiClient client = locked(clientId);
        String secret = ClientSecret.make();
        client.useSecret(ClientSecret.hash(secret));
        log.write(about(EventType.CLIENT_SECRET, client));
        return secret;
    }

    /** From now on it gets no token, and the tokens it has are worth nothing. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void deactivate(String clientId) {
        turn(clientId, false);
    }

    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void activate(String clientId) {
        turn(clientId, true);
    }

    private void turn(String clientId, boolean active) {
        ApiClient client = locked(clientId);
        if (client.isActive() != active) {
            var before = recoveryGrants.now();
            client.turn(active);
            log.write(about(active ? EventType.CLIENT_ACTIVATED : EventType.CLIENT_DEACTIVATED, client));
            recoveryGrants.tell(before, "The API client " + client.getName() + " was activated.");
        }
    }

    /** Assigns a standard role, which holds everywhere. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void assign(String clientId, RoleType role) {
        ApiClient client = locked(clientId);
        if (role == RoleType.CUSTOM) {
            throw new Refusal("A custom role is assigned on a resource set.");
        }
        if (rolesOf(clientId).stream().anyMatch(held -> held.getRoleType() == role)) {
            throw new Refusal(client.getName() + " has the role " + role.title() + " already.");
        }
        var before = recoveryGrants.now();
        em.persist(RoleAssignment.standard(PrincipalType.CLIENT, clientId, role, clock.instant()));
        log.write(about(EventType.CLIENT_ROLE_GRANT, client).fact("role", role));
        recoveryGrants.tell(before, "The role " + role.title() + " was assigned to the API client " + client.getName() + ".");
    }

    /** Takes an assigned role away; without effect where it is gone already. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @AllowedWhileReadOnly("Rights can be taken away at any time.")
    public void unassign(String clientId, String assignmentId) {
        ApiClient client = locked(clientId);
        rolesOf(clientId).stream().filter(held -> held.getId().equals(assignmentId)).findFirst().ifPresent(held -> {
            em.remove(held);
            log.write(about(EventType.CLIENT_ROLE_REVOKE, client).fact("role", held.title()));
        });
    }

    /** An active client, for the door where tokens are given out. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ApiClient> active(String clientId) {
        // What can be no id, a stranger's bytes among it, is not taken to the database.
        return clientId == null || !ID.matcher(clientId).matches() ? Optional.empty()
                : em.createQuery("SELECT c FROM ApiClient c LEFT JOIN FETCH c.scopes WHERE c.id = :id", ApiClient.class).setParameter("id", clientId)
                        .getResultStream().findFirst().filter(ApiClient::isActive);
    }

    /** Whether there is an active client with this secret; nothing else is told. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean knows(String clientId, String secret) {
        return active(clientId).map(client -> client.accepts(secret)).orElse(false);
    }

    /** A token has been given out. The client's last use is written once a minute only: requests for tokens would wait for each other at its row. */
    @PermitAll
    @AllowedWhileReadOnly("Programs need tokens to fail back.")
    public void granted(ApiClient client, String scopes, String tokenId) {
        Instant now = clock.instant();
        if (client.getLastUsedAt() == null || client.getLastUsedAt().plus(LAST_USE).isBefore(now)) {
            em.createQuery("UPDATE ApiClient c SET c.lastUsedAt = :now WHERE c.id = :id AND (c.lastUsedAt IS NULL OR c.lastUsedAt < :before)")
                    .setParameter("now", now).setParameter("before", now.minus(LAST_USE)).setParameter("id", client.getId()).executeUpdate();
        }
        log.write(about(EventType.TOKEN_GRANT, client).by(client.asActor()).fact("scopes", scopes).fact("tokenId", tokenId));
    }

    /** A token was refused; who asked for it is what the request says, and may be anybody. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void refused(String claimedClientId, String reason) {
        Optional<ApiClient> client = active(claimedClientId);
        Entry entry = client.map(known -> about(EventType.TOKEN_GRANT, known).by(known.asActor()))
                .orElseGet(() -> Entry.of(EventType.TOKEN_GRANT).fact("clientId", toldAs(claimedClientId)));
        log.writeApart(entry.failed(reason));
    }

    /** Strangers fill the log with nothing longer than an id. */
    private static String toldAs(String claimedClientId) {
        return claimedClientId == null || ID.matcher(claimedClientId).matches() ? claimedClientId : "(what can be no client's id)";
    }

    /**
     * Who a token belongs to and what it may do now: what its scopes, the client's scopes and the client's admin roles
     * all allow, worked out afresh. Empty when the client is gone or deactivated.
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Identity> identify(String clientId, Set<String> tokenScopes) {
        return holders.look(clientId, tokenScopes, false).map(TokenHolder::identity);
    }

    /** As {@link #identify}, and where the domains are at the same moment, for a request that is going to ask for that. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<TokenHolder> identifyWithDomains(String clientId, Set<String> tokenScopes) {
        return holders.look(clientId, tokenScopes, true);
    }

    private ApiClient locked(String clientId) {
        ApiClient client = clientId == null ? null : em.find(ApiClient.class, clientId, LockModeType.PESSIMISTIC_WRITE);
        if (client == null) {
            throw new Refusal("There is no such API client any more.");
        }
        return client;
    }

    private static Set<Permission> checked(Set<Permission> scopes) {
        if (scopes.isEmpty()) {
            throw new FaultyField("scopes", "The client needs at least one scope: a token without one can do nothing.");
        }
        if (scopes.contains(Permission.SETTINGS_MANAGE)) {
            throw new FaultyField("scopes", Permission.SETTINGS_MANAGE.title() + " is for people only; there is no scope for it.");
        }
        return EnumSet.copyOf(scopes);
    }

    private static String keys(String jwks) {
        try {
            return ClientKeys.of(jwks);
        } catch (Refusal wrong) {
            throw new FaultyField("jwks", wrong.getMessage());
        }
    }

    private static String names(Set<Permission> scopes) {
        return scopes.stream().map(Permission::role).sorted().collect(Collectors.joining(" "));
    }

    private static Entry about(EventType type, ApiClient client) {
        return Entry.of(type).on(Target.of("PublicClientApp", client.getId(), client.getName()));
    }
}
