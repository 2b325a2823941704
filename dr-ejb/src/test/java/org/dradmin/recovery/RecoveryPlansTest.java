package org.dradmin.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.dradmin.organization.FaultyFile;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryPlansTest {

    private static final String PLAN = """
            { "connectors": { "rack": { "type": "manual", "settings": { "person": "grace", "instructions": "Power it down." } } },
              "failover": [ { "name": "Fence", "steps": [ { "name": "Power down", "connector": "rack", "organization": true } ] },
                            { "name": "Front door", "connector": "front-door", "passUnreachable": true, "waitMinutes": 5 } ],
              "failback": [ { "name": "Front door", "connector": "front-door", "domains": ["d00000.example.test"] } ] }
            """;

    private final RecoveryWorld world = RecoveryWorld.with(2);

    @AfterEach
    void close() {
        world.close();
    }

    private <T> T asAdmin(Supplier<T> act) {
        List<T> result = new ArrayList<>();
        try (var client = Client.bind(new Client(RecoveryWorld.ADA, "192.0.2.7", "test", "session", "request"))) {
            world.node.as("ada", List.of(Roles.SETTINGS_MANAGE, Roles.DR_MANAGE, Roles.DR_READ), () -> result.add(act.get()));
        }
        return result.get(0);
    }

    private RecoveryPlans plans() {
        return world.node.get(RecoveryPlans.class);
    }

    private int save(String json, int basedOn) {
        return asAdmin(() -> plans().save(json, basedOn, "A remark"));
    }

    @Test
    void isTheFrontDoorUntilSomebodyWritesOne() {
        assertThat(asAdmin(() -> plans().current()).getPlan()).isEqualTo(Plan.builtIn());
        assertThat(asAdmin(() -> plans().current()).getVersion()).isEqualTo(1);
    }

    @Test
    void keepsEveryVersionAndItsAuthor() {
        assertThat(save(PLAN, 1)).isEqualTo(2);
        RecoveryPlan made = asAdmin(() -> plans().current());
        assertThat(made.getCreatedBy()).isEqualTo("Ada Marsh");
        assertThat(made.getRemark()).isEqualTo("A remark");
        assertThat(made.getPlan().failover()).extracting(Plan.Group::name).containsExactly("Fence", "Front door");
        assertThat(made.getPlan().places(OperationKind.FAILOVER)).extracting(place -> place.step().name()).containsExactly("Power down", "Front door");
        assertThat(asAdmin(() -> plans().version(1)).orElseThrow().getPlan()).isEqualTo(Plan.builtIn());
        assertThat(asAdmin(() -> plans().versions(0, 10))).extracting(RecoveryPlan::getVersion).containsExactly(2, 1);
        assertThat(world.count("SELECT COUNT(e) FROM LogEvent e WHERE e.eventType = 'system.dr.plan.update'")).isEqualTo(1);
    }

    @Test
    void givesBackWhatItTook() {
        save(PLAN, 1);
        String document = asAdmin(() -> plans().current()).getDocument();
        assertThat(save(document, 2)).as("the same plan is no new version").isEqualTo(2);
        assertThat(document).contains("\"person\" : \"grace\"").doesNotContain("null");
    }

    @Test
    void savesNothingOverSomebodyElsesVersion() {
        save(PLAN, 1);
        assertThatThrownBy(() -> save("{\"failover\": [], \"failback\": []}", 1)).isInstanceOf(Refusal.class)
                .hasMessageContaining("Ada Marsh has made version 2");
    }

    @Test
    void bindsAnOperationToTheVersionItBeganWith() {
        String id = world.failover().operationId();
        save(PLAN, 1);
        assertThat(world.operation(id).getPlanVersion()).isEqualTo(1);
        world.drive(id);
        assertThat(world.operation(id).getState()).isEqualTo(OperationState.SUCCEEDED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"type\": \"manual\" | \"type\": \"ftp\" | There is no connector of type \"ftp\"",
        "\"person\": \"grace\" | \"person\": \"grace\", \"phone\": 1 | phone: This key is not known here",
        "\"connector\": \"rack\" | \"connector\": \"wreck\" | There is no connector named \"wreck\"",
        "\"connector\": \"rack\" | \"connector\": \"manual\" | name the username",
        "d00000.example.test | d9.example.test | is no protected domain",
        "\"waitMinutes\": 5 | \"waitMinutes\": -1 | whole number from 0",
        "\"waitMinutes\": 5 | \"waitMinutes\": 1.5 | whole number from 0",
        "\"rack\": { | \"front-door\": { | is a type of connectors",
        "\"name\": \"Fence\" | \"title\": \"Fence\" | not known",
        "\"name\": \"Front door\", \"connector\": \"front-door\", \"passUnreachable\" | \"name\": \"Power down\", \"connector\": \"front-door\", \"passUnreachable\" | stands above already",
        "\"organization\": true | \"organization\": true, \"domains\": [\"d00001.example.test\"] | names no domains",
        "\"person\": \"grace\" | \"person\": \"nobody\" | Nobody has the username \"nobody\"",
        "\"failback\" | \"back\" | not known",
        "\"failback\" | failback | not JSON"})
    void saysWhatIsWrongAndSavesNothing(String right, String wrong, String reason) {
        String faulty = PLAN.replace(right, wrong);
        assertThat(faulty).isNotEqualTo(PLAN);
        assertThatThrownBy(() -> save(faulty, 1)).isInstanceOf(FaultyFile.class).hasMessageContaining(reason)
                .hasMessageContaining("line ").hasMessageStartingWith("The recovery plan has ").hasMessageContaining("nothing was saved");
        assertThat(asAdmin(() -> plans().current()).getVersion()).isEqualTo(1);
    }

    @Test
    void wantsWhatAConnectorCountsOnInAnEarlierGroup() {
        String database = """
                {"type": "postgresql", "settings": {"fencedBy": "Power down", "instances": {
                  "us-east": {"host": "127.0.0.1", "port": 5432, "database": "postgres", "user": "dr", "password": "file:east"},
                  "us-west": {"host": "127.0.0.1", "port": 5433, "database": "postgres", "user": "dr", "password": "file:west"}}}}""";
        String promote = "{\"name\": \"Promote\", \"connector\": \"db\", \"organization\": true}";
        String with = PLAN.replace("\"connectors\": {", "\"connectors\": { \"db\": " + database + ",");
        String after = with.replace("\"failover\": [", "\"failover\": [ " + promote + ",");
        assertThatThrownBy(() -> save(after, 1)).isInstanceOf(FaultyFile.class)
                .hasMessageContaining("\"Promote\" counts on the step \"Power down\"");
        assertThat(save(with.replace("\"waitMinutes\": 5 }", "\"waitMinutes\": 5 }, " + promote), 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"type\": \"dns\", \"settings\": {\"zone\": \"example.test\", \"server\": \"127.0.0.1\", \"key\": {\"name\": \"k\", \"secret\": \"file:k\"}, "
            + "\"values\": {\"us-east\": {\"A\": [\"192.0.2.1\"]}}, \"domains\": {\"a.example.test\": {\"us-wets\": {\"A\": [\"192.0.2.2\"]}}}}}",
        "{\"type\": \"haproxy\", \"settings\": {\"endpoints\": [\"unix:/x\"], \"files\": [], \"servers\": {\"us-east\": [\"b/e\"], \"us-wets\": [\"b/w\"]}}}",
        "{\"type\": \"haproxy\", \"settings\": {\"endpoints\": [\"unix:/x\"], \"files\": [], \"map\": {\"file\": \"/m\", \"values\": {\"us-east\": \"e\", \"us-wets\": \"w\"}}}}",
        "{\"type\": \"postgresql\", \"settings\": {\"instances\": {\"us-east\": {\"host\": \"a\", \"database\": \"d\", \"user\": \"u\"}, "
            + "\"us-wets\": {\"host\": \"b\", \"database\": \"d\", \"user\": \"u\"}}}}"})
    void knowsEachRegionThatAConnectorNames(String connector) {
        String mistyped = PLAN.replace("\"connectors\": {", "\"connectors\": { \"mine\": " + connector + ",");
        assertThatThrownBy(() -> save(mistyped, 1)).isInstanceOf(FaultyFile.class)
                .hasMessageContaining("There is no region \"us-wets\": name regions by their codes (us-east, us-west).");
        assertThat(save(mistyped.replace("us-wets", "us-west"), 1)).isEqualTo(2);
    }

    @Test
    void isChangedByThoseWhoManageSettingsOnly() {
        assertThatThrownBy(() -> world.asAda(() -> plans().save(PLAN, 1, null))).isInstanceOf(EJBAccessException.class);
    }

    @Test
    void canBeMendedWhileFailedOver() {
        world.drive(world.failover().operationId());
        assertThat(save(PLAN, 1)).isEqualTo(2);
    }
}
