package org.dradmin.organization;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.organization.OrganizationFile.ApplicationEntry;
import org.dradmin.organization.OrganizationFile.DomainEntry;
import org.dradmin.organization.OrganizationFile.RegionEntry;

/** Makes the sections of this capability what an organization file says, from nothing or from what there is. */
@ApplicationScoped
class OrganizationUpdate {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Clock clock;

    /** In the transaction at hand; the file has been checked. */
    void write(OrganizationFile file) {
        Map<String, Region> regions = regions(file.regions());
        Map<String, ProtectedDomain> goneDomains = domains(file.domains(), regions);
        // Applications name their domain by a plain column, which is no order that the entity manager knows of.
        em.flush();
        applications(file.applications());
        em.flush();
        goneDomains.values().forEach(domain -> {
            ProtectedDomains.refuseIfAway(domain);
            em.remove(domain);
        });
        em.flush();
        List<String> codes = file.regions().stream().map(RegionEntry::code).toList();
        regions.values().stream().filter(region -> !codes.contains(region.getCode())).forEach(em::remove);
        features(file.features());
        organization().limitSessions(file.sessions());
    }

    private Organization organization() {
        return em.createQuery("SELECT o FROM Organization o", Organization.class).getSingleResult();
    }

    private Map<String, Region> regions(List<RegionEntry> wanted) {
        Map<String, Region> regions = byName("SELECT r FROM Region r ORDER BY r.code", Region.class, Region::getCode);
        for (RegionEntry entry : wanted) {
            Region known = regions.get(entry.code());
            if (known == null) {
                Region made = new Region(entry.code(), entry.name(), entry.ipRanges());
                em.persist(made);
                regions.put(entry.code(), made);
            } else {
                known.describe(facts(entry), em);
            }
        }
        return regions;
    }

    /** @return those that the file does not have */
    private Map<String, ProtectedDomain> domains(List<DomainEntry> wanted, Map<String, Region> regions) {
        Map<String, ProtectedDomain> domains = byName("SELECT d FROM ProtectedDomain d ORDER BY d.name", ProtectedDomain.class, ProtectedDomain::getName);
        Instant now = clock.instant();
        for (DomainEntry entry : wanted) {
            ProtectedDomain known = domains.remove(entry.name());
            Region primary = regions.get(entry.primary().region());
            Region recovery = regions.get(entry.recovery().region());
            if (known == null) {
                em.persist(new ProtectedDomain(entry.name(), entry.isDefault(), primary, entry.primary().endpoint(), recovery,
                        entry.recovery().endpoint(), now));
            } else if (!known.facts().equals(facts(entry))) {
                known.describe(facts(entry), primary, recovery);
            }
        }
        return domains;
    }

    private void applications(List<ApplicationEntry> wanted) {
        Map<String, Application> applications = byName("SELECT a FROM Application a ORDER BY a.place, a.label", Application.class, Application::getLabel);
        Map<String, String> renamed = renamed(applications, wanted);
        int place = 0;
        for (ApplicationEntry entry : wanted) {
            Application known = applications.remove(renamed.getOrDefault(entry.label(), entry.label()));
            if (known == null) {
                em.persist(new Application(entry.label(), entry.domain(), entry.path(), place++));
            } else {
                known.describe(new ApplicationFacts(entry.label(), entry.domain(), entry.path()));
                known.stand(place++);
            }
        }
        applications.values().forEach(em::remove);
    }

    /** Where one goes and one comes at the same address, it is one under another label. @return by the new label the one of now */
    private static Map<String, String> renamed(Map<String, Application> now, List<ApplicationEntry> wanted) {
        List<Application> going = new ArrayList<>(now.values());
        going.removeIf(one -> wanted.stream().anyMatch(entry -> entry.label().equals(one.getLabel())));
        Map<String, String> renamed = new HashMap<>();
        wanted.stream().filter(entry -> !now.containsKey(entry.label())).forEach(entry -> going.stream()
                .filter(one -> one.getDomainName().equals(entry.domain()) && one.getPath().equals(entry.path())).findFirst().ifPresent(one -> {
                    going.remove(one);
                    renamed.put(entry.label(), one.getLabel());
                }));
        return renamed;
    }

    private void features(Map<Feature, Boolean> wanted) {
        for (Feature feature : Feature.values()) {
            boolean on = wanted.getOrDefault(feature, false);
            FeatureSwitch known = em.find(FeatureSwitch.class, feature.key());
            if (known == null && wanted.containsKey(feature)) {
                FeatureSwitch made = new FeatureSwitch(feature);
                made.turn(on, clock.instant());
                em.persist(made);
            } else if (known != null && known.isEnabled() != on) {
                known.turn(on, clock.instant());
            }
        }
    }

    void compare(@Observes OrganizationFileCompare compare) {
        OrganizationFile file = compare.file();
        Organization organization = organization();
        compare.differences().add(SectionDifference.between("Organization", Map.of(organization.getId(), Map.of("Name", organization.getName())),
                Map.of(file.id(), Map.of("Name", file.name()))));
        compare.differences().add(SectionDifference.between("Regions",
                words(byName("SELECT r FROM Region r ORDER BY r.code", Region.class, Region::getCode), region -> region.facts().words()),
                words(byName(file.regions(), RegionEntry::code), entry -> facts(entry).words())));
        compare.differences().add(SectionDifference.between("Protected domains",
                words(byName("SELECT d FROM ProtectedDomain d ORDER BY d.name", ProtectedDomain.class, ProtectedDomain::getName), domain -> domain.facts().words()),
                words(byName(file.domains(), DomainEntry::name), entry -> facts(entry).words())));
        Map<String, Application> tiles = byName("SELECT a FROM Application a ORDER BY a.place, a.label", Application.class, Application::getLabel);
        Map<String, String> renamed = renamed(tiles, file.applications());
        compare.differences().add(SectionDifference.between("Applications", placed(words(tiles, tile -> tile.facts().words())),
                placed(words(byName(file.applications(), entry -> renamed.getOrDefault(entry.label(), entry.label())),
                        entry -> new ApplicationFacts(entry.label(), entry.domain(), entry.path()).words()))));
        Map<String, Map<String, String>> now = new LinkedHashMap<>();
        Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
        for (Feature feature : Feature.values()) {
            FeatureSwitch known = em.find(FeatureSwitch.class, feature.key());
            now.put(feature.title(), Map.of("It", known != null && known.isEnabled() ? "on" : "off"));
            wanted.put(feature.title(), Map.of("It", file.features().getOrDefault(feature, false) ? "on" : "off"));
        }
        compare.differences().add(SectionDifference.between("Features", now, wanted));
        compare.differences().add(SectionDifference.between("Session times", Map.of("A session ends", organization.sessionMinutes().words()),
                Map.of("A session ends", file.sessions().words())));
    }

    /** The place is a fact, too. */
    private static Map<String, Map<String, String>> placed(Map<String, Map<String, String>> words) {
        int place = 1;
        for (Map<String, String> facts : words.values()) {
            facts.put("Place", String.valueOf(place++));
        }
        return words;
    }

    void write(@Observes OrganizationFileWrite write) {
        new OrganizationWriter(write.document(), em).write();
    }

    private <T> Map<String, T> byName(String query, Class<T> type, Function<T, String> name) {
        return byName(em.createQuery(query, type).getResultList(), name);
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static <T> Map<String, Map<String, String>> words(Map<String, T> all, Function<T, Map<String, String>> facts) {
        Map<String, Map<String, String>> words = new LinkedHashMap<>();
        all.forEach((name, one) -> words.put(name, facts.apply(one)));
        return words;
    }

    private static RegionFacts facts(RegionEntry entry) {
        return new RegionFacts(entry.code(), entry.name(), entry.ipRanges());
    }

    private static DomainFacts facts(DomainEntry entry) {
        return new DomainFacts(entry.name(), entry.isDefault(), entry.primary().region(), entry.primary().endpoint().toString(),
                entry.recovery().region(), entry.recovery().endpoint().toString());
    }
}
