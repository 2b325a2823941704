package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.DomainSide;
import org.dradmin.organization.Feature;
import org.dradmin.organization.SeenSides;
import org.dradmin.organization.Side;
import org.dradmin.platform.database.SettingsDataSource;
import org.dradmin.systemlog.Actor;

/**
 * Whom a token belongs to and what it may do at this moment. This is done for each request of the API, so it takes one
 * statement: for the client, its scopes, its roles and the feature, and where the request will ask for nothing else,
 * for the domains as well. Only custom roles take more.
 */
@ApplicationScoped
class TokenHolders {

    static final String CLIENT = "ApiClient.look";
    static final String CLIENT_AND_DOMAINS = "ApiClient.lookAtDomains";

    private static final String OF_CLIENT = SettingsDataSource.ONE_PLAN + " SELECT 1, c.name, CAST(NULL AS VARCHAR(30)), f.enabled FROM api_client c "
            + "LEFT JOIN feature_switch f ON f.feature = ?2 WHERE c.id = ?1 AND c.status = 'ACTIVE' "
            + "UNION ALL SELECT 2, s.permission, CAST(NULL AS VARCHAR(30)), CAST(NULL AS BOOLEAN) FROM api_client_scope s WHERE s.client_id = ?1 "
            + "UNION ALL SELECT 3, a.role_type, CAST(NULL AS VARCHAR(30)), CAST(NULL AS BOOLEAN) FROM role_assignment a "
            + "WHERE a.principal_type = 'CLIENT' AND a.principal_id = ?1 ";
    static final String SQL_OF_CLIENT = OF_CLIENT + "ORDER BY 1";
    static final String SQL_OF_CLIENT_AND_DOMAINS = OF_CLIENT
            + "UNION ALL SELECT 4, d.name, d.active_side, d.default_domain FROM protected_domain d ORDER BY 1, 4 DESC, 2";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private HeldRights rights;

    /** Empty when the client is gone or deactivated. */
    Optional<TokenHolder> look(String clientId, Set<String> tokenScopes, boolean withDomains) {
        String name = null;
        boolean off = true;
        Set<Permission> scopes = EnumSet.noneOf(Permission.class);
        Set<RoleType> roles = EnumSet.noneOf(RoleType.class);
        List<DomainSide> sides = new ArrayList<>();
        for (Object[] row : rows(clientId, withDomains)) {
            String text = (String) row[1];
            switch (((Number) row[0]).intValue()) {
                case 1 -> {
                    name = text;
                    off = !Boolean.TRUE.equals(row[3]);
                }
                case 2 -> scopes.add(Permission.valueOf(text));
                case 3 -> roles.add(RoleType.valueOf(text));
                default -> sides.add(new DomainSide(text, Side.valueOf((String) row[2])));
            }
        }
        if (name == null) {
            return Optional.empty();
        }
        Set<Permission> allowed = EnumSet.noneOf(Permission.class);
        tokenScopes.forEach(scope -> Permission.of(scope).ifPresent(allowed::add));
        addImplied(allowed);
        allowed.retainAll(addImplied(scopes));
        allowed.retainAll(addImplied(held(clientId, roles)));
        allowed.remove(Permission.SETTINGS_MANAGE);
        boolean disasterRecoveryIsOff = off;
        Set<String> names = new HashSet<>();
        allowed.stream().filter(permission -> !(disasterRecoveryIsOff && permission.concernsDisasterRecovery())).forEach(permission -> names.add(permission.role()));
        Identity identity = new Identity(Actor.client(clientId, name), names, false, null,
                off ? "The early access feature " + Feature.SELF_SERVICE.title() + " is off." : null);
        return Optional.of(new TokenHolder(identity, withDomains ? new SeenSides(sides) : null));
    }

    @SuppressWarnings("unchecked")
    private List<Object[]> rows(String clientId, boolean withDomains) {
        return em.createNamedQuery(withDomains ? CLIENT_AND_DOMAINS : CLIENT)
                .setParameter(1, clientId).setParameter(2, Feature.SELF_SERVICE.key()).getResultList();
    }

    private Set<Permission> held(String clientId, Set<RoleType> roles) {
        if (roles.contains(RoleType.CUSTOM)) {
            return rights.given(rights.assignmentsOfClient(clientId));
        }
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        roles.forEach(role -> permissions.addAll(role.permissions()));
        return permissions;
    }

    private static Set<Permission> addImplied(Set<Permission> permissions) {
        EnumSet.copyOf(permissions).forEach(permission -> permission.implied().ifPresent(permissions::add));
        return permissions;
    }
}
