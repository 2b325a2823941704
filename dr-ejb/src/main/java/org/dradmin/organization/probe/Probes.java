package org.dradmin.organization.probe;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Region;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DatabaseClock;

/**
 * What this server sees of the regions' endpoints: for strangers whether domains and regions can be reached, for admins
 * also why not, and a look on demand.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Probes {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Probe probe;
    @Inject
    private Rounds rounds;
    @Inject
    private DatabaseClock clock;
    @Inject
    private Settings settings;

    /** Looks at an endpoint now, such as one that is just being entered; never longer than {@code dr.probe.timeout}. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public ProbeResult look(URI endpoint) {
        return probe.of(endpoint);
    }

    /** Whether the disaster recovery region's endpoints can be reached from here, domain by domain, the default one first. */
    @RolesAllowed({Roles.ENTITLED, Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RecoveryEndpoint> recoveryEndpoints(int first, int most) {
        Map<String, Region> regions = regions();
        List<Watched> domains = em.createQuery(Watched.QUERY, Object[].class).setFirstResult(first)
                .setMaxResults(Math.min(most, Organizations.PAGE)).getResultList().stream().map(Watched::of).toList();
        Map<URI, EndpointSighting> seen = sightings();
        return new ArrayList<>(domains.stream().map(domain -> {
            EndpointSighting sighting = seen.get(domain.recoveryEndpoint());
            String region = regions.get(domain.recoveryRegion()).getDisplayName();
            return sighting == null
                    ? new RecoveryEndpoint(domain.name(), region, domain.recoveryEndpoint(), Availability.UNKNOWN, "Nobody has looked yet.", null, null)
                    : new RecoveryEndpoint(domain.name(), region, domain.recoveryEndpoint(), sighting.availability(), sighting.words(),
                            sighting.since(), sighting.checkedAt());
        }).toList());
    }

    @RolesAllowed({Roles.ENTITLED, Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public int recoveryEndpointCount() {
        return em.createQuery("SELECT COUNT(d) FROM ProtectedDomain d", Long.class).getSingleResult().intValue();
    }

    /** Has all endpoints looked at within seconds instead of at the next round's time. */
    @RolesAllowed({Roles.ENTITLED, Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @AllowedWhileReadOnly("Whether the other region can be reached is asked just then; it changes nothing of the configuration.")
    public void lookSoon() {
        rounds.hurry();
    }

    /**
     * How everything stands, for the public status page.
     *
     * @param most of how many domains the history is wanted, those in trouble first
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Standing standing(int most) {
        Instant now = clock.now(em);
        List<Watched> watched = em.createQuery(Watched.QUERY, Object[].class).getResultList().stream().map(Watched::of).toList();
        Map<URI, EndpointSighting> seen = sightings();
        seen.values().removeIf(sighting -> sighting.checkedAt().isBefore(now.minus(patience())));
        Map<String, Region> regions = regions();
        List<DomainStanding> domains = new ArrayList<>(watched.stream().map(domain -> domain(domain, regions, seen.get(domain.endpoint(domain.side()))))
                .toList());
        domains.sort(Comparator.comparing(DomainStanding::availability, Comparator.comparing(Probes::urgency)));
        Map<String, List<Day>> days = days(now, domains.stream().limit(most).map(domain -> AvailabilityDay.domain(domain.name())).toList());
        domains.replaceAll(domain -> new DomainStanding(domain.name(), domain.region(), domain.failedOver(), domain.sideSince(), domain.availability(),
                domain.since(), days.getOrDefault(AvailabilityDay.domain(domain.name()), List.of())));
        return new Standing(em.find(ProbeRound.class, ProbeRound.ID).countedAt(), regions(now, watched, regions, seen), domains);
    }

    private List<RegionStanding> regions(Instant now, List<Watched> watched, Map<String, Region> regions, Map<URI, EndpointSighting> seen) {
        Map<String, List<Day>> days = days(now, regions.keySet().stream().map(AvailabilityDay::region).toList());
        List<RegionStanding> standings = new ArrayList<>();
        Watched.endpointsByRegion(watched).forEach((code, endpoints) -> {
            List<EndpointSighting> sightings = endpoints.stream().map(seen::get).filter(Objects::nonNull).toList();
            long away = watched.stream().filter(domain -> domain.primaryRegion().equals(code) && domain.side() == Side.DISASTER_RECOVERY).count();
            standings.add(new RegionStanding(code, regions.get(code).getDisplayName(),
                    Watched.together(sightings.stream().map(EndpointSighting::availability).toList()), away,
                    sightings.stream().map(EndpointSighting::since).max(Comparator.naturalOrder()).orElse(null),
                    days.getOrDefault(AvailabilityDay.region(code), List.of())));
        });
        standings.sort(Comparator.comparing(RegionStanding::name).thenComparing(RegionStanding::code));
        return standings;
    }

    private static DomainStanding domain(Watched domain, Map<String, Region> regions, EndpointSighting sighting) {
        return new DomainStanding(domain.name(), regions.get(domain.region(domain.side())).getDisplayName(), domain.side() == Side.DISASTER_RECOVERY,
                domain.sideSince(), sighting == null ? Availability.UNKNOWN : sighting.availability(), sighting == null ? null : sighting.since(), List.of());
    }

    private static int urgency(Availability availability) {
        return switch (availability) {
            case DOWN -> 0;
            case DEGRADED -> 1;
            case UP, UNKNOWN -> 2;
        };
    }

    /** After this, what was seen last says nothing about now. */
    private Duration patience() {
        Duration rounds = settings.probeInterval().multipliedBy(3);
        return rounds.compareTo(Duration.ofMinutes(5)) > 0 ? rounds : Duration.ofMinutes(5);
    }

    private Map<String, Region> regions() {
        Map<String, Region> regions = new HashMap<>();
        em.createQuery("SELECT r FROM Region r", Region.class).getResultList().forEach(region -> regions.put(region.getCode(), region));
        return regions;
    }

    private Map<URI, EndpointSighting> sightings() {
        Map<URI, EndpointSighting> sightings = new HashMap<>();
        em.createQuery("SELECT s FROM EndpointSighting s", EndpointSighting.class).getResultList()
                .forEach(sighting -> sightings.put(sighting.endpoint(), sighting));
        return sightings;
    }

    private Map<String, List<Day>> days(Instant now, Collection<String> targets) {
        Map<String, List<Day>> days = new HashMap<>();
        if (!targets.isEmpty()) {
            em.createQuery("SELECT d FROM AvailabilityDay d WHERE d.target IN :targets AND d.epochDay > :before ORDER BY d.epochDay", AvailabilityDay.class)
                    .setParameter("targets", targets).setParameter("before", LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay() - Rounds.DAYS)
                    .getResultList().forEach(day -> days.computeIfAbsent(day.target(), target -> new ArrayList<>()).add(day.day()));
        }
        return days;
    }
}
