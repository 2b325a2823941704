package org.dradmin.organization;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dradmin.organization.IpRangeList.RegionRanges;

/**
 * Knows since when the published ranges are what they are. It compares them with what was published last, so the date
 * is true whoever changes them, by page, import or SQL, and a change of something else leaves it. Public only because
 * the container asks for it; {@link IpRanges} is for others.
 */
@Stateless
@PermitAll
public class IpRangePublication {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** The ranges as they are now; what changed since the last publication gets its date. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public IpRangeList publish() {
        Map<String, PublishedRanges> before = published();
        List<Region> regions = regions();
        if (!before.get(PublishedRanges.DOCUMENT).says(document(regions))) {
            // One at a time, and read again behind the lock: another node may have seen the change before, or a later one.
            PublishedRanges document = em.find(PublishedRanges.class, PublishedRanges.DOCUMENT, LockModeType.PESSIMISTIC_WRITE);
            em.clear();
            before = published();
            regions = regions();
            before.get(document.part()).say(document(regions), clock.instant());
        }
        return list(regions, before);
    }

    private IpRangeList list(List<Region> regions, Map<String, PublishedRanges> published) {
        Instant now = clock.instant();
        List<RegionRanges> all = new ArrayList<>();
        Map<String, List<String>> ranges = new TreeMap<>();
        for (Region region : regions) {
            List<String> ordered = region.getIpRanges().stream().distinct().sorted(Cidr.BY_ADDRESS).toList();
            ranges.put(region.getCode(), ordered);
            Instant changed = part(published, PublishedRanges.region(region.getCode())).say(ordered, now);
            all.add(new RegionRanges(region.getCode(), region.getDisplayName(), changed,
                    ordered.stream().filter(Cidr::isIpv4).toList(), ordered.stream().filter(range -> !Cidr.isIpv4(range)).toList()));
        }
        Instant changed = part(published, PublishedRanges.ALL).say(ranges, now);
        published.values().stream().filter(part -> part.part().startsWith(PublishedRanges.region(""))
                && !ranges.containsKey(part.part().substring(PublishedRanges.region("").length()))).forEach(em::remove);
        return new IpRangeList(changed, part(published, PublishedRanges.DOCUMENT).say(document(regions), now), all);
    }

    private static Object document(List<Region> regions) {
        return regions.stream().map(region -> List.of(region.getCode(), region.getDisplayName(),
                region.getIpRanges().stream().distinct().sorted(Cidr.BY_ADDRESS).toList())).toList();
    }

    private PublishedRanges part(Map<String, PublishedRanges> published, String name) {
        return published.computeIfAbsent(name, missing -> {
            PublishedRanges made = new PublishedRanges(missing);
            em.persist(made);
            return made;
        });
    }

    private Map<String, PublishedRanges> published() {
        Map<String, PublishedRanges> published = new HashMap<>();
        em.createQuery("SELECT p FROM PublishedRanges p", PublishedRanges.class).getResultList().forEach(part -> published.put(part.part(), part));
        return published;
    }

    private List<Region> regions() {
        return em.createQuery("SELECT r FROM Region r ORDER BY r.code", Region.class).getResultList();
    }
}
