package org.dradmin.recovery.connector.frontdoor;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DatabaseClock;

/** The routes of the front door as the database keeps them, and which nodes answer from which revision. */
@Stateless
public class Routes {

    /** A node not seen for this long is taken for gone; it reads the routes before it answers again. */
    private static final Duration GONE = Duration.ofSeconds(3);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private DatabaseClock databaseClock;
    @Inject
    private Clock clock;

    /** Where each of these domains points now. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Map<String, Side> sides(Collection<String> domains) {
        Map<String, Side> sides = new HashMap<>();
        domains.forEach(domain -> sides.put(domain, Side.PRIMARY));
        routes(domains).forEach((domain, route) -> sides.put(domain, route.getSide()));
        return sides;
    }

    /** Points all of these domains to a side, in one transaction. */
    @RolesAllowed(Roles.ENGINE)
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void point(Collection<String> domains, Side to) {
        Instant now = clock.instant();
        nextRevision();
        Map<String, FrontDoorRoute> routes = routes(domains);
        for (String domain : domains) {
            routes.computeIfAbsent(domain, name -> {
                FrontDoorRoute made = new FrontDoorRoute(name);
                em.persist(made);
                return made;
            }).point(to, now);
        }
    }

    /** The organization's domains are changed in the transaction at hand: every node reads them after its commit. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void readAnew() {
        nextRevision();
    }

    private void nextRevision() {
        em.createQuery("UPDATE FrontDoorRevision r SET r.revision = r.revision + 1").executeUpdate();
    }

    private Map<String, FrontDoorRoute> routes(Collection<String> domains) {
        return em.createQuery("SELECT r FROM FrontDoorRoute r WHERE r.domainName IN :names", FrontDoorRoute.class)
                .setParameter("names", domains).getResultStream()
                .collect(Collectors.toMap(FrontDoorRoute::getDomainName, Function.identity()));
    }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long revision() {
        return em.find(FrontDoorRevision.class, FrontDoorRevision.ID).getRevision();
    }

    /** Every route as a table to answer from; the revision is read first, so that the table is never older than it says. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public RouteTable load() {
        long revision = revision();
        Map<String, Side> sides = em.createQuery("SELECT r FROM FrontDoorRoute r", FrontDoorRoute.class).getResultStream()
                .collect(Collectors.toMap(FrontDoorRoute::getDomainName, FrontDoorRoute::getSide));
        Map<String, String> endpoints = new HashMap<>();
        List<ProtectedDomain> domains = em.createQuery("SELECT d FROM ProtectedDomain d", ProtectedDomain.class).getResultList();
        domains.forEach(d -> endpoints.put(d.getName(),
                d.endpointOn(sides.getOrDefault(d.getName(), Side.PRIMARY)).toString()));
        Map<String, Side> pointing = new HashMap<>();
        domains.forEach(d -> pointing.put(d.getName(), sides.getOrDefault(d.getName(), Side.PRIMARY)));
        return new RouteTable(revision, endpoints, pointing);
    }

    /** This node answers from that revision; said again and again, it is also its sign of life. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void report(String node, long revision) {
        // Asked first: a query of the clock would write the new row before it is complete.
        Instant now = databaseClock.now(em);
        FrontDoorNode known = em.find(FrontDoorNode.class, node);
        if (known == null) {
            known = new FrontDoorNode(node);
            em.persist(known);
        }
        known.answersFrom(revision, now);
    }

    /** The living nodes that do not answer from that revision yet. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> behind(long revision) {
        return em.createQuery("SELECT n.node FROM FrontDoorNode n WHERE n.revision < :revision AND n.seenAt > :alive "
                        + "ORDER BY n.node", String.class)
                .setParameter("revision", revision).setParameter("alive", databaseClock.now(em).minus(GONE)).getResultList();
    }
}
