package org.dradmin.organization;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.NamedRows;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * The organization's facts: its name and service mode, regions, protected domains, dashboard applications and
 * features. Reads run without a transaction; writes pass the read-only door.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Organizations {

    /** Most rows of one page. */
    public static final int PAGE = 200;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SystemLog log;
    @Inject
    private NamedRows rows;
    @Inject
    private Clock clock;

    /** Whether this installation has its organization yet. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Organization> organization() {
        return em.createQuery("SELECT o FROM Organization o", Organization.class).getResultStream().findFirst();
    }

    /** What the organization is called, for a sentence: "the organization" before there is one. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public String name() {
        return organization().map(Organization::getName).orElse("the organization");
    }

    /** How many protected domains there are and where they stand now. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public DomainCounts domainCounts() {
        List<Object[]> rows = em.createQuery("SELECT d.activeSide, d.settled, COUNT(d) FROM ProtectedDomain d "
                + "GROUP BY d.activeSide, d.settled", Object[].class).getResultList();
        return DomainCounts.of(rows);
    }

    /** Protected domains by name, the default domain first. */
    @RolesAllowed({Roles.DR_READ, Roles.ENGINE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ProtectedDomain> domains(int first, int most) {
        return em.createQuery("SELECT d FROM ProtectedDomain d ORDER BY d.defaultDomain DESC, d.name", ProtectedDomain.class)
                .setFirstResult(first).setMaxResults(Math.min(most, PAGE)).getResultList();
    }

    /** Where every protected domain is, the default domain first. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<DomainSide> domainSides() {
        return em.createQuery("SELECT NEW org.dradmin.organization.DomainSide(d.name, d.activeSide) FROM ProtectedDomain d "
                + "ORDER BY d.defaultDomain DESC, d.name", DomainSide.class).getResultList();
    }

    /** As {@link #domainSides()}, for a request that had the domains looked at already when it was asked who makes it. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<DomainSide> domainSides(SeenSides seen) {
        return seen.sides();
    }

    /** Where one protected domain is; empty for a name that is none. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<DomainSide> domainSide(String name) {
        return Optional.ofNullable(em.find(ProtectedDomain.class, name.strip().toLowerCase(Locale.ROOT)))
                .map(domain -> new DomainSide(domain.getName(), domain.getActiveSide()));
    }

    /** The names of protected domains that are not confirmed on this side, the default domain first. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> domainsAwayFrom(Side side, int most) {
        return em.createQuery("SELECT d.name FROM ProtectedDomain d WHERE d.settled = FALSE OR d.activeSide <> :side "
                        + "ORDER BY d.defaultDomain DESC, d.name", String.class)
                .setParameter("side", side).setMaxResults(Math.min(most, PAGE)).getResultList();
    }

    /** The regions that stand in for each other, with where their domains stand. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RegionPair> regionPairs() {
        return RegionPair.of(em.createQuery("SELECT p.displayName, r.displayName, d.activeSide, d.settled, COUNT(d) "
                + "FROM ProtectedDomain d JOIN d.primaryRegion p JOIN d.recoveryRegion r "
                + "GROUP BY p.displayName, r.displayName, d.activeSide, d.settled ORDER BY p.displayName, r.displayName",
                Object[].class).getResultList());
    }

    /** When a protected domain last came to the side it is on; empty without domains. */
    @RolesAllowed(Roles.DR_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Instant> lastMove() {
        return em.createQuery("SELECT d.activeSince FROM ProtectedDomain d ORDER BY d.activeSince DESC", Instant.class)
                .setMaxResults(1).getResultStream().findFirst();
    }

    /** Every region, by code. */
    @RolesAllowed({Roles.DR_READ, Roles.SETTINGS_MANAGE, Roles.ENGINE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Region> regions() {
        return em.createQuery("SELECT r FROM Region r ORDER BY r.code", Region.class).getResultList();
    }

    /** The applications of the End-User Dashboard, each with the region it opens in now. */
    @RolesAllowed(Roles.USER)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Tile> tiles() {
        List<Tile> tiles = new ArrayList<>();
        em.createQuery("SELECT a, d FROM Application a, ProtectedDomain d WHERE a.domainName = d.name "
                + "ORDER BY a.place, a.label", Object[].class).getResultList()
                .forEach(row -> tiles.add(new Tile((Application) row[0], (ProtectedDomain) row[1])));
        return tiles;
    }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isOn(Feature feature) {
        FeatureSwitch found = em.find(FeatureSwitch.class, feature.key());
        return found != null && found.isEnabled();
    }

    /**
     * Gives the organization another name; without effect where it has that one.
     *
     * @param seen the name that the caller saw; {@link Outdated} where it has been changed since
     */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void rename(String seen, String typed) {
        String name = TypedText.line("name", typed, RegionFacts.NAME_LENGTH);
        Organization organization = em.createQuery("SELECT o FROM Organization o", Organization.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult();
        Outdated.refuseIf("The organization's name", ChangedFact.between(Map.of("Name", seen), Map.of("Name", organization.getName())));
        if (!name.equals(seen)) {
            organization.rename(name);
            log.write(Entry.of(EventType.ORGANIZATION_UPDATE).on(Target.of("Organization", organization.getId(), name))
                    .fact("before", "Name: " + seen).fact("after", "Name: " + name));
        }
    }

    /** Switches an early access feature; without effect and without an event where it stands so already. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void switchFeature(Feature feature, boolean on) {
        FeatureSwitch found = em.find(FeatureSwitch.class, feature.key(), LockModeType.PESSIMISTIC_WRITE);
        boolean before = found != null && found.isEnabled();
        if (before == on) {
            return;
        }
        if (found == null) {
            found = new FeatureSwitch(feature);
            em.persist(found);
        }
        found.turn(on, clock.instant());
        log.write(Entry.of(on ? EventType.FEATURE_ENABLE : EventType.FEATURE_DISABLE)
                .on(Target.of("Feature", feature.key(), feature.title()))
                .fact("before", before ? "on" : "off").fact("after", on ? "on" : "off"));
    }

    /** Enters a service mode, with its event; part of requesting and of ending an operation. */
    @RolesAllowed({Roles.DR_MANAGE, Roles.ENGINE})
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    @AllowedWhileReadOnly("Operations lead into read-only mode and out of it.")
    public void enter(ServiceMode mode, Entry event) {
        Organization organization = em.createQuery("SELECT o FROM Organization o", Organization.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult();
        ServiceMode before = organization.getServiceMode();
        if (organization.enter(mode, clock.instant())) {
            log.write(event.on(Target.of("Organization", organization.getId(), organization.getName()))
                    .fact("before", before).fact("after", mode));
        }
    }

    /** Records where domains stand after an operation: confirmed on a side, or not confirmed. */
    @RolesAllowed(Roles.ENGINE)
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    @AllowedWhileReadOnly("A running operation records what it moved.")
    public void record(Side side, Collection<String> confirmed, Collection<String> unconfirmed) {
        rows.update(em, "UPDATE protected_domain SET active_since = CASE WHEN active_side = ?1 THEN active_since ELSE CAST(?2 AS BIGINT) END, "
                + "active_side = ?1, settled = TRUE, version = version + 1 WHERE name %s", confirmed, side.name(), clock.millis());
        rows.update(em, "UPDATE protected_domain SET settled = FALSE, version = version + 1 WHERE name %s", unconfirmed);
    }
}
