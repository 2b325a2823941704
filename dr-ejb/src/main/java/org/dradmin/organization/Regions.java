package org.dradmin.organization;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The regions that the organization can be served from, and the address ranges of their traffic. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Regions {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SystemLog log;

    /** What is said of a region; empty for a code that none has. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<RegionFacts> facts(String code) {
        return Optional.ofNullable(code == null ? null : em.find(Region.class, code)).map(Region::facts);
    }

    /** How many protected domains have it as their primary or their disaster recovery region. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public long domainsOf(String code) {
        return em.createQuery("SELECT COUNT(d) FROM ProtectedDomain d WHERE d.primaryRegion.code = :code OR d.recoveryRegion.code = :code", Long.class)
                .setParameter("code", code).getSingleResult();
    }

    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void create(RegionFacts typed) {
        FieldCheck fields = new FieldCheck();
        RegionFacts facts = typed.checked(fields);
        if (facts.code() != null && em.find(Region.class, facts.code()) != null) {
            fields.fault("code", "There is a region with this code already.");
        }
        fields.done();
        Region region = new Region(facts.code(), facts.name(), facts.ipRanges());
        em.persist(region);
        log.write(about(EventType.REGION_CREATE, region).fact("after", ChangedFact.words(facts.words())));
    }

    /** @param seen what the caller saw; {@link Outdated} where that has been changed since. Without effect where nothing differs. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void change(RegionFacts seen, RegionFacts typed) {
        FieldCheck fields = new FieldCheck();
        RegionFacts facts = new RegionFacts(seen.code(), typed.name(), typed.ipRanges()).checked(fields);
        fields.done();
        Region region = find(seen.code());
        Outdated.refuseIf("The region " + region.getDisplayName(), ChangedFact.between(seen.words(), region.facts().words()));
        List<ChangedFact> changed = ChangedFact.between(seen.words(), facts.words());
        if (!changed.isEmpty()) {
            region.describe(facts, em);
            log.write(ChangedFact.told(about(EventType.REGION_UPDATE, region), changed));
        }
    }

    /** Refused while a protected domain is there. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void delete(String code) {
        Region region = find(code);
        long used = domainsOf(code);
        if (used > 0) {
            throw new Refusal("Nothing was changed: " + used + (used == 1 ? " protected domain has" : " protected domains have") + " the region "
                    + region.getDisplayName() + ". Give " + (used == 1 ? "it" : "them") + " another region first.");
        }
        em.remove(region);
        log.write(about(EventType.REGION_DELETE, region).fact("before", ChangedFact.words(region.facts().words())));
    }

    private Region find(String code) {
        Region region = code == null ? null : em.find(Region.class, code);
        if (region == null) {
            throw Outdated.gone("the region " + code);
        }
        return region;
    }

    private static Entry about(EventType type, Region region) {
        return Entry.of(type).on(Target.of("Region", region.getCode(), region.getDisplayName()));
    }
}
