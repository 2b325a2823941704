package org.dradmin.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.dradmin.organization.Feature;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyRefusal;
import org.dradmin.organization.Refusal;
import org.dradmin.organization.Side;
import org.dradmin.platform.Roles;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    @Test
    void failsOverAndBackWithTheFixedWords() {
        try (var world = RecoveryWorld.with(3)) {
            assertThat(status(world).words()).isEqualTo("Not failed over");
            String id = world.failover().operationId();
            assertThat(status(world).words()).isEqualTo("Failing over");
            world.drive(id);
            assertThat(status(world).words()).isEqualTo("Failed over");
            assertThat(world.domain(2).getActiveRegion().getCode()).isEqualTo("us-west");
            String back = world.failback().operationId();
            assertThat(status(world).words()).isEqualTo("Failing back");
            world.drive(back);
            assertThat(status(world).words()).isEqualTo("Not failed over");
            assertThat(status(world).readOnlySince()).isNull();
        }
    }

    @Test
    void saysHowManyDomainsArePartlyFailedOver() {
        try (var world = RecoveryWorld.with(5)) {
            world.drive(world.failover(Scope.of(List.of(RecoveryWorld.name(1), "D00002.Example.Test "))).operationId());
            assertThat(status(world).words()).isEqualTo("Partly failed over (2 of 5 domains)");
            assertThat(status(world).whyNot(OperationKind.FAILOVER)).isEmpty();
            assertThat(status(world).whyNot(OperationKind.FAILBACK)).isEmpty();
            world.drive(world.failover().operationId());
            assertThat(status(world).words()).isEqualTo("Failed over");
        }
    }

    @Test
    void refusesWithoutTheTick() {
        try (var world = RecoveryWorld.with(1)) {
            assertThatThrownBy(() -> world.asAda(() -> world.recovery().failover(new Request(Scope.ALL, false, null))))
                    .isInstanceOf(Refusal.class).hasMessageContaining("tick the box");
            assertNothingBegan(world);
        }
    }

    @Test
    void refusesUnknownDomainsAndDoesNothingToTheOthers() {
        try (var world = RecoveryWorld.with(2)) {
            assertThatThrownBy(() -> world.failover(Scope.of(List.of(RecoveryWorld.name(0), "typo.example.test"))))
                    .isInstanceOf(Refusal.class).hasMessageContaining("typo.example.test is no protected domain");
            assertNothingBegan(world);
        }
    }

    @Test
    void refusesAnOverlongReasonAndAnEmptyList() {
        try (var world = RecoveryWorld.with(1)) {
            assertThatThrownBy(() -> world.asAda(() -> world.recovery().failover(new Request(Scope.ALL, true, "x".repeat(1001)))))
                    .isInstanceOf(Refusal.class).hasMessageContaining("1001 characters");
            assertThatThrownBy(() -> Scope.of(List.of())).isInstanceOf(IllegalArgumentException.class);
            assertNothingBegan(world);
        }
    }

    @Test
    void joinsAnIdenticalRequestAndRefusesAnotherNamingWhatRuns() {
        try (var world = RecoveryWorld.with(2)) {
            Answer first = world.failover();
            assertThat(world.failover()).isEqualTo(new Answer(Answer.Kind.JOINED, first.operationId()));
            assertThatThrownBy(world::failback).isInstanceOf(Refusal.class)
                    .hasMessageContaining("failover of all domains is running, started by Ada Marsh (ada) on ");
            assertThatThrownBy(() -> world.failover(Scope.of(List.of(RecoveryWorld.name(0))))).isInstanceOf(Refusal.class);
            assertThat(world.count("SELECT COUNT(o) FROM RecoveryOperation o")).isEqualTo(1);
        }
    }

    @Test
    void hasNothingToDoWhereEverythingIsThere() {
        try (var world = RecoveryWorld.with(2)) {
            world.drive(world.failover().operationId());
            assertThat(world.failover().kind()).isEqualTo(Answer.Kind.ALREADY_THERE);
            assertThat(world.count("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.dr.failover'")).isEqualTo(1);
        }
    }

    @Test
    void twoRequestsAtTheSameInstantBecomeOneOperation() throws Exception {
        try (var world = RecoveryWorld.with(1)) {
            var threads = Executors.newFixedThreadPool(4);
            List<Callable<Answer>> requests = new ArrayList<>(java.util.Collections.nCopies(8, world::failover));
            List<Answer.Kind> kinds = new ArrayList<>();
            for (var answer : threads.invokeAll(requests)) {
                kinds.add(answer.get().kind());
            }
            threads.shutdown();
            assertThat(kinds).containsOnlyOnce(Answer.Kind.STARTED).hasSize(8);
            assertThat(kinds).filteredOn(Answer.Kind.JOINED::equals).hasSize(7);
        }
    }

    @Test
    void theDatabaseItselfGrantsTheSlotOnce() {
        try (var world = RecoveryWorld.with(1)) {
            world.failover();
            assertThatThrownBy(() -> world.node.inTransaction(() -> world.node.em().createNativeQuery(
                    "INSERT INTO recovery_operation (id, kind, state, requester_id, requester_type, requester_name, "
                    + "requester_display, requested_at, plan_version, scope_digest, domains, moved, active_slot, lease_epoch, version) "
                    + "VALUES ('x', 'FAILOVER', 'REQUESTED', 'i', 't', 'n', 'd', 0, 1, 's', 0, 0, 'ACTIVE', 0, 0)").executeUpdate()))
                    .satisfies(e -> assertThat(e).rootCause().message().containsIgnoringCase("one_active_operation"));
        }
    }

    @Test
    void isReadOnlyFromTheRequestUntilEverythingIsBack() {
        try (var world = RecoveryWorld.with(2)) {
            String id = world.failover().operationId();
            assertThatThrownBy(() -> switchFeature(world)).isInstanceOf(ReadOnlyRefusal.class)
                    .hasMessageContaining("read-only mode since");
            world.drive(id);
            assertThatThrownBy(() -> switchFeature(world)).isInstanceOf(ReadOnlyRefusal.class);
            world.drive(world.failback().operationId());
            switchFeature(world);
            assertThat(world.node.get(Organizations.class).isOn(Feature.SELF_SERVICE)).isTrue();
        }
    }

    @Test
    void needsThePermissionAtTheDoor() {
        try (var world = RecoveryWorld.with(1)) {
            assertThatThrownBy(() -> world.node.as("eve", List.of(Roles.USER, Roles.DR_READ, Roles.ENTITLED),
                    () -> world.recovery().failover(new Request(Scope.ALL, true, null)))).isInstanceOf(EJBAccessException.class);
            assertThatThrownBy(() -> world.node.as("eve", List.of(Roles.USER, Roles.ENTITLED), () -> world.recovery().status()))
                    .isInstanceOf(EJBAccessException.class);
            assertNothingBegan(world);
        }
    }

    @Test
    void writesOneEventAtTheEndWithATargetForEachDomainAndMailsEverySuperAdminTwice() {
        try (var world = RecoveryWorld.with(3)) {
            world.drive(world.failover().operationId());
            var event = world.node.inTransaction(() -> world.node.em().createQuery(
                    "SELECT e FROM LogEvent e WHERE e.eventType = 'system.dr.failover'",
                    org.dradmin.systemlog.LogEvent.class).getSingleResult());
            assertThat(event.getActor()).isEqualTo(RecoveryWorld.ADA);
            assertThat(event.getTargets()).hasSize(3).allSatisfy(t -> assertThat(t.detail()).containsEntry("result", "SUCCESS"));
            assertThat(event.getDebugData()).containsEntry("reason", "Region lost").containsKey("actualRecoveryTime");
            assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m WHERE m.recipient = 'grace@example.test'")).isEqualTo(2);
            assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m")).isEqualTo(4);
            assertThat(world.domain(1).getActiveSide()).isEqualTo(Side.DISASTER_RECOVERY);
        }
    }

    @Test
    void tellsEverySuperAdminByWhoseWordASafeguardWasPassed() {
        try (var world = RecoveryWorld.with(1)) {
            world.drive(world.failover(Mode.UNPLANNED, "The old primary burned down").operationId());
            assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m WHERE m.text LIKE '%Override:%The old primary burned down%'")).isEqualTo(4);
        }
    }

    private static void switchFeature(RecoveryWorld world) {
        world.node.as("ada", List.of(Roles.SETTINGS_MANAGE),
                () -> world.node.get(Organizations.class).switchFeature(Feature.SELF_SERVICE, true));
    }

    private static OrgStatus status(RecoveryWorld world) {
        return world.asAda(() -> world.recovery().status());
    }

    private static void assertNothingBegan(RecoveryWorld world) {
        assertThat(world.count("SELECT COUNT(o) FROM RecoveryOperation o")).isZero();
        assertThat(world.count("SELECT COUNT(m) FROM OutboxMail m")).isZero();
        assertThat(status(world).readOnlySince()).isNull();
    }
}
