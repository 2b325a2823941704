package org.dradmin.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dradmin.TestContainer;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.RecoveryPlans;
import org.dradmin.recovery.connector.frontdoor.FrontDoor;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an admin sets up of the organization: its name, regions, protected domains and dashboard applications. */
class OrganizationSettingsTest {

    private static final RegionFacts NORTH = new RegionFacts("north", "North", List.of("192.0.2.0/24", "2001:DB8::/32"));
    private static final DomainFacts SHOP = new DomainFacts("shop.example.test", false, "east", "https://east.example.test/shop/",
            "west", "https://west.example.test/shop");

    private final TestContainer world = TestContainer.onDerby();
    private final Organizations organizations = world.get(Organizations.class);
    private final Regions regions = world.get(Regions.class);
    private final ProtectedDomains domains = world.get(ProtectedDomains.class);
    private final Applications applications = world.get(Applications.class);

    @BeforeEach
    void found() throws Exception {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("organization", ".json");
        java.nio.file.Files.writeString(file, OrganizationFileTest.SOUND);
        world.inTransaction(() -> world.get(OrganizationImport.class).found(file));
        java.nio.file.Files.delete(file);
    }

    @AfterEach
    void end() {
        world.close();
    }

    private List<LogEvent> events(String type) {
        return Written.events(world, type);
    }

    private Map<String, String> lastEvent(String type) {
        List<LogEvent> all = events(type);
        assertThat(all).as(type).isNotEmpty();
        return all.get(all.size() - 1).getDebugData();
    }

    @Test
    void givesTheOrganizationAnotherName() {
        organizations.rename("Example", "  Häfen & \"Täler\" =1+1 <b>  ");
        assertThat(organizations.organization().orElseThrow().getName()).isEqualTo("Häfen & \"Täler\" =1+1 <b>");
        assertThat(lastEvent("system.organization.update")).containsEntry("before", "Name: Example")
                .containsEntry("after", "Name: Häfen & \"Täler\" =1+1 <b>");
        assertThatThrownBy(() -> organizations.rename("Example", "Other")).isInstanceOf(Outdated.class).hasMessageContaining("was Example, is now Häfen");
    }

    @Test
    void makesChangesAndDeletesARegionWithItsRangesInCanonicalForm() {
        regions.create(NORTH);
        RegionFacts made = regions.facts("north").orElseThrow();
        assertThat(made.ipRanges()).containsExactly("192.0.2.0/24", "2001:db8::/32");
        assertThat(lastEvent("system.region.create")).containsEntry("after", "Name: North; IP ranges: 192.0.2.0/24, 2001:db8::/32");

        regions.change(made, new RegionFacts("ignored", "Far north", List.of("2001:db8::/32")));
        assertThat(lastEvent("system.region.update")).containsEntry("before", "Name: North; IP ranges: 192.0.2.0/24, 2001:db8::/32")
                .containsEntry("after", "Name: Far north; IP ranges: 2001:db8::/32");
        regions.change(regions.facts("north").orElseThrow(), regions.facts("north").orElseThrow());
        assertThat(events("system.region.update")).as("no change, no event").hasSize(1);

        regions.delete("north");
        assertThat(regions.facts("north")).isEmpty();
        assertThat(lastEvent("system.region.delete")).containsEntry("before", "Name: Far north; IP ranges: 2001:db8::/32");
    }

    @Test
    void refusesToDeleteARegionInWhichADomainIs() {
        assertThatThrownBy(() -> regions.delete("east")).isInstanceOf(Refusal.class).hasMessageContaining("protected domain has the region");
        assertThat(regions.facts("east")).isPresent();
    }

    @Test
    void showsTheSecondOfTwoAdminsWhatTheFirstChanged() {
        regions.create(NORTH);
        RegionFacts seen = regions.facts("north").orElseThrow();
        regions.change(seen, new RegionFacts("north", "Nearer north", seen.ipRanges()));
        assertThatThrownBy(() -> regions.change(seen, new RegionFacts("north", "Mine", List.of())))
                .isInstanceOf(Outdated.class).hasMessageContaining("Name: was North, is now Nearer north.");
        regions.delete("north");
        assertThatThrownBy(() -> regions.change(seen, seen)).isInstanceOf(Outdated.class).hasMessageContaining("deleted meanwhile");
    }

    static Stream<RegionFacts> faultyRegions() {
        return Stream.of(new RegionFacts("North!", "North", List.of()), new RegionFacts("", "North", List.of()),
                new RegionFacts("east", "North", List.of()), new RegionFacts("n", "x".repeat(10_000), List.of()),
                new RegionFacts("n", "a\u202Eb", List.of()), new RegionFacts("n", "a\nb", List.of()), new RegionFacts("n", " ", List.of()),
                new RegionFacts("n", "N", List.of("192.0.2.1/24")), new RegionFacts("n", "N", List.of("192.0.2.0/24", "192.0.2.0/24")),
                new RegionFacts("n", "N", List.of("0.0.0.0/0")));
    }

    @ParameterizedTest
    @MethodSource("faultyRegions")
    void saysAtWhichFieldARegionIsWrongAndMakesNone(RegionFacts faulty) {
        assertThatThrownBy(() -> regions.create(faulty)).isInstanceOf(FaultyField.class);
        assertThat(organizations.regions()).hasSize(2);
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        assertThat(faults(() -> regions.create(new RegionFacts("east", " ", List.of("x"))))).containsExactlyInAnyOrder("code", "name", "ipRanges");
        assertThat(faults(() -> domains.create(new DomainFacts("no name", false, null, "ftp://x", "nowhere", ""))))
                .containsExactlyInAnyOrder("name", "primaryRegion", "primaryEndpoint", "recoveryRegion", "recoveryEndpoint");
        assertThat(faults(() -> applications.create(new ApplicationFacts("", "nowhere.example.test", "x")))).containsExactlyInAnyOrder("label", "domain", "path");
        DomainFacts seen = domains.facts(domains.find("", 0, 1).get(0).getName()).orElseThrow();
        assertThat(faults(() -> domains.change(seen, new DomainFacts("", false, "east", "x", "east", "y"))))
                .containsExactlyInAnyOrder("primaryEndpoint", "recoveryEndpoint", "recoveryRegion", "isDefault");
    }

    private static List<String> faults(Runnable refused) {
        return catchThrowableOfType(FaultyField.class, refused::run).all().stream().map(FaultyField::field).toList();
    }

    @Test
    void leadsPeopleToANewDomainAndToItsNewEndpoint() {
        FrontDoor frontDoor = world.get(FrontDoor.class);
        domains.create(SHOP);
        frontDoor.follow();
        assertThat(frontDoor.locate("shop.example.test", "/a", null)).hasToString("Optional[https://east.example.test/shop/a]");

        DomainFacts seen = domains.facts("shop.example.test").orElseThrow();
        domains.change(seen, new DomainFacts("", false, "west", "https://other.example.test", "east", "https://east.example.test/shop"));
        frontDoor.follow();
        assertThat(frontDoor.locate("shop.example.test", "/a", null)).hasToString("Optional[https://other.example.test/a]");
        assertThat(lastEvent("system.domain.update").get("after")).contains("Primary region: west").contains("Primary endpoint: https://other.example.test");

        domains.delete("shop.example.test");
        frontDoor.follow();
        assertThat(frontDoor.locate("shop.example.test", "/a", null)).isEmpty();
        assertThat(lastEvent("system.domain.delete")).containsKey("before");
    }

    @Test
    void keepsExactlyOneDefaultDomain() {
        domains.create(new DomainFacts("new.example.test", true, "east", "https://e.example.test", "west", "https://w.example.test"));
        assertThat(domains.find("", 0, 10)).filteredOn(ProtectedDomain::isDefaultDomain).extracting(ProtectedDomain::getName).containsExactly("new.example.test");
        assertThat(lastEvent("system.domain.update")).containsEntry("before", "Default domain: yes").containsEntry("after", "Default domain: no");
        DomainFacts seen = domains.facts("new.example.test").orElseThrow();
        assertThatThrownBy(() -> domains.change(seen, new DomainFacts("", false, seen.primaryRegion(), seen.primaryEndpoint(), seen.recoveryRegion(), seen.recoveryEndpoint())))
                .isInstanceOf(FaultyField.class).hasMessageStartingWith("isDefault");
        assertThatThrownBy(() -> domains.delete("new.example.test")).hasMessageContaining("is the default domain");
    }

    @Test
    void refusesToDeleteADomainThatAnApplicationOrThePlanUses() {
        domains.create(SHOP);
        applications.create(new ApplicationFacts("Shop", "shop.example.test", "/"));
        assertThatThrownBy(() -> domains.delete("shop.example.test")).isInstanceOf(Refusal.class).hasMessageContaining("open on shop.example.test: Shop");
        applications.delete(applications.all().get(applications.all().size() - 1).getId());

        RecoveryPlans plans = world.get(RecoveryPlans.class);
        plans.save("{\"failover\": [{\"name\": \"Door\", \"connector\": \"front-door\", \"domains\": [\"shop.example.test\"]}],"
                + "\"failback\": [{\"name\": \"Door\", \"connector\": \"front-door\"}]}", plans.current().getVersion(), null);
        assertThatThrownBy(() -> domains.delete("shop.example.test")).isInstanceOf(Refusal.class).hasMessageContaining("step Door of the recovery plan");
        assertThat(domains.facts("shop.example.test")).isPresent();
    }

    static Stream<DomainFacts> faultyDomains() {
        return Stream.of(new DomainFacts("no name", false, "east", "https://e.test.x", "west", "https://w.test.x"),
                new DomainFacts("a.example.test", false, "east", "javascript:alert(1)", "west", "https://w.test.x"),
                new DomainFacts("a.example.test", false, "east", "https://e.test.x", "east", "https://w.test.x"),
                new DomainFacts("a.example.test", false, "east", "https://e.test.x", "west", "https://e.test.x/"),
                new DomainFacts("a.example.test", false, "nowhere", "https://e.test.x", "west", "https://w.test.x"),
                new DomainFacts("a.example.test", false, "east", "https://" + "e".repeat(10_000), "west", "https://w.test.x"),
                new DomainFacts("a.example.test", false, null, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("faultyDomains")
    void saysAtWhichFieldADomainIsWrongAndMakesNone(DomainFacts faulty) {
        long before = domains.count("");
        assertThatThrownBy(() -> domains.create(faulty)).isInstanceOf(FaultyField.class);
        assertThat(domains.count("")).isEqualTo(before);
    }

    @Test
    void findsDomainsByAPartOfTheirNamesTakingPercentAndUnderscoreAsTheyAre() {
        domains.create(SHOP);
        assertThat(domains.find(" SHOP ", 0, 10)).extracting(ProtectedDomain::getName).containsExactly("shop.example.test");
        assertThat(domains.count("%")).isZero();
        assertThat(domains.count("s_op")).isZero();
        assertThat(domains.count("!")).isZero();
    }

    @Test
    void putsApplicationsIntoAnotherOrder() {
        String domain = domains.find("", 0, 1).get(0).getName();
        int already = applications.all().size();
        for (String label : List.of("A", "B", "C")) {
            applications.create(new ApplicationFacts(label, domain, "/"));
        }
        List<String> ids = new ArrayList<>(applications.all().stream().map(Application::getId).toList());
        applications.move(ids.get(already + 2), true);
        assertThat(applications.all().subList(already, already + 3)).extracting(Application::getLabel).containsExactly("A", "C", "B");
        assertThat(lastEvent("app.dashboard.order").get("after")).endsWith("A, C, B");
        applications.move(ids.get(already + 1), false);
        assertThat(events("app.dashboard.order")).as("at the end already").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "=cmd|' /C calc'!A0", "O'Brien \"Q\"", "日本語 مرحبا 👩‍🚀", "Cafe\u0301"})
    void takesAnyLabelAsItIs(String label) {
        String domain = domains.find("", 0, 1).get(0).getName();
        applications.create(new ApplicationFacts(label, domain, "/"));
        assertThat(applications.all()).extracting(Application::getLabel).contains(java.text.Normalizer.normalize(label, java.text.Normalizer.Form.NFC));
        assertThatThrownBy(() -> applications.create(new ApplicationFacts(label, domain, "/x"))).isInstanceOf(FaultyField.class).hasMessageStartingWith("label");
    }

    @Test
    void refusesEverythingInReadOnlyModeWithTheReason() {
        world.inTransaction(() -> world.em().createQuery("UPDATE Organization o SET o.serviceMode = :mode").setParameter("mode", ServiceMode.READ_ONLY).executeUpdate());
        DomainFacts domain = domains.facts(domains.find("", 0, 1).get(0).getName()).orElseThrow();
        RegionFacts region = regions.facts("east").orElseThrow();
        List<Runnable> writes = List.of(() -> organizations.rename("Example", "Other"), () -> regions.create(NORTH), () -> regions.change(region, region),
                () -> regions.delete("west"), () -> domains.create(SHOP), () -> domains.change(domain, domain), () -> domains.delete(domain.name()),
                () -> applications.create(new ApplicationFacts("A", domain.name(), "/")), () -> applications.move("x", true), () -> applications.delete("x"));
        assertThat(writes).allSatisfy(write -> assertThatThrownBy(write::run).isInstanceOf(ReadOnlyRefusal.class).hasMessageContaining("read-only mode since"));
    }

    @Test
    void isForThoseWhoMayManageSettingsOrApplications() {
        world.as("omar", List.of(Roles.USER, Roles.DR_MANAGE, Roles.DR_READ, Roles.APPS_MANAGE, Roles.APPS_READ), () -> {
            assertThatThrownBy(() -> regions.create(NORTH)).isInstanceOf(jakarta.ejb.EJBAccessException.class);
            assertThatThrownBy(() -> domains.delete("x")).isInstanceOf(jakarta.ejb.EJBAccessException.class);
            applications.create(new ApplicationFacts("Mine", domains.find("", 0, 1).get(0).getName(), "/"));
        });
        world.as("rita", List.of(Roles.USER, Roles.APPS_READ), () ->
                assertThatThrownBy(() -> applications.delete("x")).isInstanceOf(jakarta.ejb.EJBAccessException.class));
    }
}
