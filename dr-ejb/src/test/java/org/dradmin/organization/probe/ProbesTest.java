package org.dradmin.organization.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.TestContainer;
import org.dradmin.organization.Organization;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.Region;
import org.dradmin.organization.ServiceMode;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.dradmin.platform.database.DatabaseClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbesTest {

    private static final URI EAST = URI.create("https://east.example.test");
    private static final URI WEST = URI.create("https://west.example.test");
    private static final URI WEST_HR = URI.create("https://west-hr.example.test");

    /** Says what it is told of each endpoint, and takes down what it was asked. */
    static class Told extends Probe {

        final Map<URI, Availability> answers = new HashMap<>();
        final List<URI> asked = new ArrayList<>();
        Runnable meanwhile = () -> { };

        @Override
        public Map<URI, ProbeResult> of(Collection<URI> endpoints) {
            asked.addAll(endpoints);
            meanwhile.run();
            Map<URI, ProbeResult> results = new LinkedHashMap<>();
            endpoints.forEach(endpoint -> {
                Availability found = answers.getOrDefault(endpoint, Availability.UP);
                results.put(endpoint, new ProbeResult(found, "secret reason " + found, Duration.ZERO));
            });
            return results;
        }
    }

    /** The database's clock, standing where the test's stands. */
    static class Still extends DatabaseClock {

        private final TestContainer world;

        Still(TestContainer world) {
            this.world = world;
        }

        @Override
        public Instant now(jakarta.persistence.EntityManager em) {
            return world.clock().instant();
        }
    }

    private final Told told = new Told();
    private final TestContainer world = TestContainer.onDerby().setting("dr.probe.interval", "60");

    @BeforeEach
    void begin() {
        world.replace(Probe.class, told).replace(DatabaseClock.class, new Still(world));
        world.inTransaction(() -> {
            world.em().persist(new Organization("org", "Example", world.clock().instant()));
            Region east = new Region("us-east", "US East", List.of());
            Region west = new Region("us-west", "US West", List.of());
            world.em().persist(east);
            world.em().persist(west);
            world.em().persist(new ProtectedDomain("portal.example.test", true, east, EAST, west, WEST, world.clock().instant()));
            world.em().persist(new ProtectedDomain("hr.example.test", false, east, EAST, west, WEST_HR, world.clock().instant()));
        });
    }

    @AfterEach
    void end() {
        world.close();
    }

    private void round() {
        world.get(Prober.class).round();
    }

    private void roundAfter(Duration pause) {
        world.clock().advance(pause);
        round();
    }

    private Standing standing() {
        return world.get(Probes.class).standing(100);
    }

    private DomainStanding domain(String name) {
        return standing().domains().stream().filter(domain -> domain.name().equals(name)).findFirst().orElseThrow();
    }

    private RegionStanding region(String code) {
        return standing().regions().stream().filter(region -> region.code().equals(code)).findFirst().orElseThrow();
    }

    @Test
    void saysNothingOfWhatNobodyHasLookedAt() {
        assertThat(standing().probedAt()).isNull();
        assertThat(standing().domains()).extracting(DomainStanding::availability).containsOnly(Availability.UNKNOWN);
        assertThat(standing().regions()).extracting(RegionStanding::availability).containsOnly(Availability.UNKNOWN);
    }

    @Test
    void asksEachEndpointOnceAndWhatDoesNotAnswerOnceMore() {
        told.answers.put(WEST, Availability.DOWN);
        round();
        assertThat(told.asked).containsExactlyInAnyOrder(EAST, WEST, WEST_HR, WEST);
    }

    @Test
    void aDomainIsAsItsActiveEndpointAndARegionAsAllOfThem() {
        told.answers.put(WEST, Availability.DOWN);
        round();
        assertThat(domain("portal.example.test").availability()).isEqualTo(Availability.UP);
        assertThat(region("us-east").availability()).isEqualTo(Availability.UP);
        assertThat(region("us-west").availability()).isEqualTo(Availability.DEGRADED);

        world.inTransaction(() -> world.em().find(ProtectedDomain.class, "portal.example.test").activate(Side.DISASTER_RECOVERY, world.clock().instant()));
        assertThat(standing().domains().get(0)).as("what is in trouble comes first").satisfies(portal -> {
            assertThat(portal.name()).isEqualTo("portal.example.test");
            assertThat(portal.availability()).isEqualTo(Availability.DOWN);
            assertThat(portal.failedOver()).isTrue();
            assertThat(portal.region()).isEqualTo("US West");
        });
        assertThat(region("us-east").away()).isEqualTo(1);
    }

    @Test
    void countsTheTimeSinceTheLastRoundToTheDay() {
        round();
        roundAfter(Duration.ofSeconds(60));
        told.answers.put(EAST, Availability.DOWN);
        roundAfter(Duration.ofSeconds(60));
        told.answers.put(EAST, Availability.DEGRADED);
        roundAfter(Duration.ofSeconds(90));
        long today = LocalDate.ofInstant(world.clock().instant(), ZoneOffset.UTC).toEpochDay();
        assertThat(domain("hr.example.test").days()).containsExactly(new Day(today, 60, 90, 60));
        assertThat(region("us-east").days()).containsExactly(new Day(today, 60, 90, 60));

        world.clock().advance(Duration.ofDays(1));
        round();
        assertThat(domain("hr.example.test").days()).as("a day in which no server ran is not filled in")
                .containsExactly(new Day(today, 60, 90, 60), new Day(today + 1, 0, 60, 0));
    }

    @Test
    void keepsNinetyDays() {
        round();
        roundAfter(Duration.ofSeconds(60));
        world.clock().advance(Duration.ofDays(89));
        world.get(Prober.class).purge();
        assertThat(domain("hr.example.test").days()).hasSize(1);
        world.clock().advance(Duration.ofDays(1));
        assertThat(domain("hr.example.test").days()).isEmpty();
        world.get(Prober.class).purge();
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT COUNT(d) FROM AvailabilityDay d", Long.class).getSingleResult())).isZero();
    }

    @Test
    void forgetsWhatWasSeenTooLongAgo() {
        round();
        assertThat(domain("hr.example.test").availability()).isEqualTo(Availability.UP);
        world.clock().advance(Duration.ofMinutes(6));
        assertThat(domain("hr.example.test").availability()).isEqualTo(Availability.UNKNOWN);
    }

    @Test
    void oneNodeMakesARoundAndAnOvertakenOneWritesNothing() {
        try (TestContainer other = world.anotherNode()) {
            Told others = new Told();
            other.replace(Probe.class, others).replace(DatabaseClock.class, new Still(world));
            round();
            other.get(Prober.class).round();
            assertThat(others.asked).as("the round is made already").isEmpty();

            world.clock().advance(Duration.ofSeconds(61));
            told.answers.put(EAST, Availability.DOWN);
            told.meanwhile = () -> {
                told.meanwhile = () -> { };
                other.get(Prober.class).round();
                assertThat(others.asked).as("another node is at it").isEmpty();
                world.clock().advance(Duration.ofMinutes(3));
                other.get(Prober.class).round();
                assertThat(others.asked).isNotEmpty();
            };
            round();
            assertThat(domain("hr.example.test").availability()).as("what the slow node saw is dropped").isEqualTo(Availability.UP);
        }
    }

    @Test
    void looksSoonWhenSomebodyAsksAlsoWhileReadOnly() {
        round();
        told.asked.clear();
        world.clock().advance(Duration.ofSeconds(1));
        round();
        assertThat(told.asked).isEmpty();
        world.inTransaction(() -> world.em().createQuery("UPDATE Organization o SET o.serviceMode = :mode").setParameter("mode", ServiceMode.READ_ONLY).executeUpdate());
        world.as("ada", List.of(Roles.ENTITLED), () -> world.get(Probes.class).lookSoon());
        round();
        assertThat(told.asked).isNotEmpty();
    }

    @Test
    void tellsReasonsToAdminsOnly() {
        told.answers.put(WEST, Availability.DOWN);
        round();
        world.as("omar", List.of(Roles.ENTITLED), () -> assertThat(world.get(Probes.class).recoveryEndpoints(0, 10))
                .extracting(RecoveryEndpoint::domain, RecoveryEndpoint::endpoint, RecoveryEndpoint::availability, RecoveryEndpoint::words)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("portal.example.test", WEST, Availability.DOWN, "secret reason DOWN"),
                        org.assertj.core.groups.Tuple.tuple("hr.example.test", WEST_HR, Availability.UP, "secret reason UP")));
        world.as("eve", List.of(Roles.USER), () -> {
            assertThatThrownBy(() -> world.get(Probes.class).recoveryEndpoints(0, 10)).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> world.get(Probes.class).look(WEST)).isInstanceOf(EJBAccessException.class);
            assertThat(standing().toString()).doesNotContain("secret").doesNotContain("https:");
        });
    }
}
