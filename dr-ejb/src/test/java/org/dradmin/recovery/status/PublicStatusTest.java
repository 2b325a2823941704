package org.dradmin.recovery.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.probe.Availability;
import org.dradmin.organization.probe.Probe;
import org.dradmin.organization.probe.ProbeResult;
import org.dradmin.organization.probe.Prober;
import org.dradmin.platform.database.DatabaseClock;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublicStatusTest {

    private final RecoveryWorld world = RecoveryWorld.with(3);
    private final Map<String, Availability> found = new HashMap<>();

    @BeforeEach
    void begin() {
        world.node.replace(Probe.class, new Probe() {
            @Override
            public Map<URI, ProbeResult> of(Collection<URI> endpoints) {
                Map<URI, ProbeResult> results = new LinkedHashMap<>();
                endpoints.forEach(endpoint -> results.put(endpoint, new ProbeResult(found.getOrDefault(endpoint.getHost(), Availability.UP), "words", Duration.ZERO)));
                return results;
            }
        });
        world.node.replace(DatabaseClock.class, new DatabaseClock() {
            @Override
            public Instant now(jakarta.persistence.EntityManager em) {
                return world.node.clock().instant();
            }

            @Override
            public Optional<String> expression() {
                return Optional.empty();
            }
        });
    }

    @AfterEach
    void end() {
        world.close();
    }

    private StatusReport report() {
        world.node.clock().advance(Duration.ofMinutes(2));
        world.node.get(Prober.class).round();
        world.node.get(PublicStatus.class).refresh();
        return world.node.get(PublicStatus.class).report();
    }

    @Test
    void saysInWordsHowEveryRegionAndDomainIs() {
        StatusReport report = report();
        assertThat(report.sentence()).isEqualTo("Everything is operational.");
        assertThat(report.regions()).extracting(StatusLine::name, line -> line.condition().words())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("US East", "Operational"), org.assertj.core.groups.Tuple.tuple("US West", "Operational"));
        assertThat(report.domains()).hasSize(3).allSatisfy(domain -> assertThat(domain.region()).isEqualTo("US East"));

        found.put("east.example.test", Availability.DOWN);
        assertThat(report().sentence()).isEqualTo("All 3 domains are unreachable.");
        assertThat(report().regions()).extracting(StatusLine::condition).containsExactly(Condition.UNREACHABLE, Condition.OPERATIONAL);

        world.drive(world.failover(Scope.of(List.of(RecoveryWorld.name(1)))).operationId());
        assertThat(report().sentence()).isEqualTo("2 of 3 domains are unreachable.");
        assertThat(report().domains()).filteredOn(domain -> domain.name().equals(RecoveryWorld.name(1)))
                .extracting(StatusLine::condition, StatusLine::region).containsExactly(org.assertj.core.groups.Tuple.tuple(Condition.FAILED_OVER, "US West"));
        found.clear();
        assertThat(report().sentence()).isEqualTo("1 of 3 domains is served from the disaster recovery region.");
        assertThat(report().regions()).extracting(StatusLine::condition).containsExactly(Condition.FAILED_OVER, Condition.OPERATIONAL);
    }

    @Test
    void tellsOperationsAsIncidentsWithoutAnythingThatIsNotForStrangers() {
        world.drive(world.failover().operationId());
        StatusReport report = report();
        RecoveryOperation operation = world.node.inTransaction(() -> world.node.em().createQuery("SELECT o FROM RecoveryOperation o", RecoveryOperation.class).getSingleResult());
        assertThat(report.incidents()).containsExactly(new Incident("Failover", operation.getStartedAt(), operation.getEndedAt(),
                "3 domains were moved to the disaster recovery region."));
        assertThat(report.toString()).doesNotContainIgnoringCase("ada").doesNotContain("Region lost").doesNotContain(operation.getId())
                .doesNotContain("://").doesNotContain("us-east").doesNotContain("203.0.113");
    }

    @Test
    void saysWhileDomainsAreBeingMoved() {
        world.failover();
        world.node.inTransaction(() -> world.node.em().createQuery("SELECT o FROM RecoveryOperation o", RecoveryOperation.class).getSingleResult()
                .start(world.node.clock().instant()));
        StatusReport report = report();
        assertThat(report.sentence()).isEqualTo("Domains are being moved between regions.");
        assertThat(report.incidents()).singleElement().matches(Incident::open);
    }

    @Test
    void tellsWhatWasKnownLastWhileTheDatabaseIsAwayAlsoAfterARestart() {
        StatusReport known = report();
        world.node.setting("dr.data.dir", "target/test-data/public-status");
        try (RecoveryWorld other = world.restarted()) {
            other.node.replace(DatabaseClock.class, world.node.get(DatabaseClock.class));
            other.node.get(PublicStatus.class).refresh();
        }
        try (RecoveryWorld away = world.restarted()) {
            away.node.replace(StatusComposition.class, new StatusComposition() {
                @Override
                public StatusReport compose() {
                    throw new IllegalStateException("The database does not answer.");
                }
            });
            PublicStatus status = away.node.get(PublicStatus.class);
            assertThat(status.report()).isEqualTo(known);
            assertThat(status.report().old(world.node.clock().instant())).isFalse();
            world.node.clock().advance(Duration.ofMinutes(1));
            assertThat(status.report().old(world.node.clock().instant())).isTrue();
        }
    }
}
