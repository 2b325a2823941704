package org.dradmin.organization;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.probe.Probe;
import org.dradmin.organization.probe.ProbeResult;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The protected domains as an admin sets them up. Moving them is not done here: that is for recovery operations. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class ProtectedDomains {

    private static final String NAMED = "FROM ProtectedDomain d WHERE d.name LIKE :part ESCAPE '!'";

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Event<DomainsChanged> changes;
    @Inject
    private Probe probe;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Those whose names hold this part, the default domain first. @param part empty for all */
    @RolesAllowed({Roles.SETTINGS_MANAGE, Roles.APPS_READ})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<ProtectedDomain> find(String part, int first, int most) {
        return em.createQuery("SELECT d " + NAMED + " ORDER BY d.defaultDomain DESC, d.name", ProtectedDomain.class)
                .setParameter("part", pattern(part)).setFirstResult(first).setMaxResults(Math.min(most, Organizations.PAGE)).getResultList();
    }

    @RolesAllowed({Roles.SETTINGS_MANAGE, Roles.APPS_READ})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long count(String part) {
        return em.createQuery("SELECT COUNT(d) " + NAMED, Long.class).setParameter("part", pattern(part)).getSingleResult();
    }

    private static String pattern(String part) {
        String plain = part == null ? "" : part.strip().toLowerCase(Locale.ROOT);
        return "%" + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    /** What is said of a domain; empty for a name that none has. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<DomainFacts> facts(String name) {
        return Optional.ofNullable(name == null ? null : em.find(ProtectedDomain.class, name)).map(ProtectedDomain::facts);
    }

    /** Looks whether something answers at an endpoint that is being entered; changes nothing. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public ProbeResult probe(String typedEndpoint) {
        return probe.of(TypedText.ruled("endpoint", typedEndpoint, DomainFacts.ENDPOINT_LENGTH, "no endpoint", Endpoint::of));
    }

    /** The first domain is the default domain whatever is said. @return its name as it is stored */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public String create(DomainFacts typed) {
        FieldCheck fields = new FieldCheck();
        DomainFacts facts = typed.checked(fields);
        if (facts.name() != null && em.find(ProtectedDomain.class, facts.name()) != null) {
            fields.fault("name", "There is a protected domain with this name already.");
        }
        Region primary = fields.then(facts.primaryRegion(), code -> region("primaryRegion", code));
        Region recovery = fields.then(facts.recoveryRegion(), code -> region("recoveryRegion", code));
        fields.done();
        boolean isFirst = defaultDomain().isEmpty();
        if (facts.isDefault()) {
            standDown();
        }
        ProtectedDomain domain = new ProtectedDomain(facts.name(), facts.isDefault() || isFirst, primary,
                URI.create(facts.primaryEndpoint()), recovery, URI.create(facts.recoveryEndpoint()), clock.instant());
        em.persist(domain);
        log.write(about(EventType.DOMAIN_CREATE, domain).fact("after", ChangedFact.words(domain.facts().words())));
        changes.fire(new DomainsChanged(Set.of()));
        return domain.getName();
    }

    /** @param seen what the caller saw; {@link Outdated} where that has been changed since. Without effect where nothing differs. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void change(DomainFacts seen, DomainFacts typed) {
        FieldCheck fields = new FieldCheck();
        DomainFacts facts = new DomainFacts(seen.name(), typed.isDefault(), typed.primaryRegion(), typed.primaryEndpoint(),
                typed.recoveryRegion(), typed.recoveryEndpoint()).checked(fields);
        ProtectedDomain domain = find(seen.name());
        Outdated.refuseIf("The protected domain " + domain.getName(), ChangedFact.between(seen.words(), domain.facts().words()));
        if (domain.isDefaultDomain() && !facts.isDefault()) {
            fields.fault("isDefault", "One domain is always the default domain. Make another one the default domain; this one then stops being it.");
        }
        Region primary = fields.then(facts.primaryRegion(), code -> region("primaryRegion", code));
        Region recovery = fields.then(facts.recoveryRegion(), code -> region("recoveryRegion", code));
        fields.done();
        List<ChangedFact> changed = ChangedFact.between(seen.words(), facts.words());
        if (changed.isEmpty()) {
            return;
        }
        refuseIfAway(domain);
        if (facts.isDefault() && !domain.isDefaultDomain()) {
            standDown();
        }
        domain.describe(facts, primary, recovery);
        log.write(ChangedFact.told(about(EventType.DOMAIN_UPDATE, domain), changed));
        changes.fire(new DomainsChanged(Set.of()));
    }

    /** Refused for one that is the default domain, is used by an application or the recovery plan, or is not settled in its primary region. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void delete(String name) {
        ProtectedDomain domain = find(name);
        refuseIfAway(domain);
        if (domain.isDefaultDomain() && count("") > 1) {
            throw new Refusal("Nothing was changed: " + name + " is the default domain. Make another one the default domain first.");
        }
        List<String> users = em.createQuery("SELECT a.label FROM Application a WHERE a.domainName = :name ORDER BY a.place", String.class)
                .setParameter("name", name).setMaxResults(10).getResultList();
        if (!users.isEmpty()) {
            throw new Refusal("Nothing was changed: applications of the dashboard open on " + name + ": " + String.join(", ", users)
                    + ". Give them another domain or delete them first.");
        }
        changes.fire(new DomainsChanged(Set.of(name)));
        em.remove(domain);
        log.write(about(EventType.DOMAIN_DELETE, domain).fact("before", ChangedFact.words(domain.facts().words())));
    }

    /** Whoever is failed over is in read-only mode, so this refuses only what nobody foresaw. */
    static void refuseIfAway(ProtectedDomain domain) {
        if (domain.getActiveSide() != Side.PRIMARY || !domain.isSettled()) {
            throw new Refusal("Nothing was changed: " + domain.getName() + " is failed over or not settled. Fail it back first.");
        }
    }

    private Optional<ProtectedDomain> defaultDomain() {
        return em.createQuery("SELECT d FROM ProtectedDomain d WHERE d.defaultDomain = TRUE", ProtectedDomain.class).getResultStream().findFirst();
    }

    private void standDown() {
        defaultDomain().ifPresent(former -> {
            DomainFacts before = former.facts();
            former.standDown();
            log.write(ChangedFact.told(about(EventType.DOMAIN_UPDATE, former), ChangedFact.between(before.words(), former.facts().words())));
        });
    }

    private Region region(String field, String code) {
        Region region = em.find(Region.class, code);
        if (region == null) {
            throw new FaultyField(field, "There is no such region any more. Choose another one.");
        }
        return region;
    }

    private ProtectedDomain find(String name) {
        ProtectedDomain domain = name == null ? null : em.find(ProtectedDomain.class, name);
        if (domain == null) {
            throw Outdated.gone("the protected domain " + name);
        }
        return domain;
    }

    private static Entry about(EventType type, ProtectedDomain domain) {
        return Entry.of(type).on(Target.of("ProtectedDomain", domain.getName(), domain.getName()));
    }
}
