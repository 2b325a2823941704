package org.dradmin.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dradmin.TestContainer;
import org.dradmin.organization.IpRangeList.RegionRanges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IpRangesTest {

    private final TestContainer world = TestContainer.onDerby();

    @BeforeEach
    void begin() {
        world.inTransaction(() -> {
            world.em().persist(new Region("us-west", "US West", List.of("2001:db8:f000::/36", "198.51.100.0/24", "192.0.2.128/25", "10.0.0.0/8", "10.0.0.0/16")));
            world.em().persist(new Region("us-east", "US East", List.of("203.0.113.0/24")));
        });
    }

    @AfterEach
    void end() {
        world.close();
    }

    private IpRangeList published() {
        world.get(IpRanges.class).refresh();
        return world.get(IpRanges.class).list();
    }

    private void sql(String statement) {
        world.inTransaction(() -> world.em().createNativeQuery(statement).executeUpdate());
    }

    private Instant later() {
        world.clock().advance(Duration.ofHours(5));
        return world.clock().instant();
    }

    @Test
    void separatesTheTwoProtocolsAndOrdersByCodeAndAddress() {
        Instant first = world.clock().instant();
        assertThat(published().regions()).containsExactly(
                new RegionRanges("us-east", "US East", first, List.of("203.0.113.0/24"), List.of()),
                new RegionRanges("us-west", "US West", first, List.of("10.0.0.0/8", "10.0.0.0/16", "192.0.2.128/25", "198.51.100.0/24"),
                        List.of("2001:db8:f000::/36")));
        assertThat(published().changed()).isEqualTo(first);
    }

    @Test
    void datesAChangeByWhomeverAndLeavesTheOthersDate() {
        Instant first = published().changed();
        Instant change = later();
        sql("INSERT INTO region_ip_range VALUES ('us-east', 1, '2001:db8:e000::/36')");
        IpRangeList changed = published();
        assertThat(changed.changed()).isEqualTo(change);
        assertThat(changed.modified()).isEqualTo(change);
        assertThat(changed.regions()).extracting(RegionRanges::changed).containsExactly(change, first);

        later();
        assertThat(published()).as("nothing changed").isEqualTo(changed);
    }

    @Test
    void anotherOrderOrAnotherNameIsNoChangeOfRanges() {
        Instant first = published().changed();
        later();
        sql("UPDATE region_ip_range SET place = 9 WHERE region_code = 'us-west' AND place = 0");
        sql("UPDATE region_ip_range SET place = 0 WHERE region_code = 'us-west' AND place = 1");
        sql("UPDATE region_ip_range SET place = 1 WHERE region_code = 'us-west' AND place = 9");
        assertThat(published().modified()).isEqualTo(first);
        Instant renamed = later();
        sql("UPDATE region SET display_name = 'Ohio' WHERE code = 'us-east'");
        assertThat(published().changed()).isEqualTo(first);
        assertThat(published().modified()).isEqualTo(renamed);
    }

    @Test
    void aRegionThatGoesIsAChangeAndComesBackWithANewDate() {
        published();
        Instant gone = later();
        sql("DELETE FROM region_ip_range WHERE region_code = 'us-east'");
        sql("DELETE FROM region WHERE code = 'us-east'");
        assertThat(published().changed()).isEqualTo(gone);
        assertThat(published().regions()).extracting(RegionRanges::code).containsExactly("us-west");
        Instant back = later();
        world.inTransaction(() -> world.em().persist(new Region("us-east", "US East", List.of("203.0.113.0/24"))));
        assertThat(published().regions()).filteredOn(region -> region.code().equals("us-east")).extracting(RegionRanges::changed).containsExactly(back);
    }

    @Test
    void twoNodesTellTheSameDates() {
        IpRangeList here = published();
        later();
        try (TestContainer other = world.anotherNode()) {
            other.get(IpRanges.class).refresh();
            assertThat(other.get(IpRanges.class).list()).isEqualTo(here);
        }
    }

    @Test
    void aNodeThatStartsWithoutItsDatabaseTellsWhatItKnewLast() {
        IpRangeList known = published();
        world.setting("dr.data.dir", "target/test-data/ip-ranges");
        try (TestContainer other = world.anotherNode()) {
            other.get(IpRanges.class).refresh();
        }
        try (TestContainer again = world.anotherNode()) {
            assertThat(again.get(IpRanges.class).list()).isEqualTo(known);
        }
    }
}
