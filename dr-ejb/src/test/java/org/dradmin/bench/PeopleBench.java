package org.dradmin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.dradmin.OnPostgresql;
import org.dradmin.TestContainer;
import org.dradmin.access.Groups;
import org.dradmin.access.Holders;
import org.dradmin.access.Listing;
import org.dradmin.access.People;
import org.dradmin.access.PersonFacts;
import org.dradmin.access.PersonState;
import org.dradmin.organization.Organization;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Lists, searches and pages of many people and of groups of 5,000, on PostgreSQL with the settings it comes with. Sizes
 * can be given: {@code -Ddr.bench.people=1000,50000}.
 */
@Needs({"initdb", "psql"})
class PeopleBench {

    private static final int ROUNDS = 5;
    private static final int GROUP = 5_000;

    private final OnPostgresql database = new OnPostgresql();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void listsAndFinds() throws Exception {
        List<String> table = new ArrayList<>();
        for (String size : System.getProperty("dr.bench.people", "1000,50000").split(",")) {
            int people = Integer.parseInt(size.strip());
            try (TestContainer world = TestContainer.onDerby()) {
                fill(world, people);
                table.add("%,d people, ten groups of up to %,d, median of %d, milliseconds".formatted(people, GROUP, ROUNDS));
                acts(world, people).forEach((what, act) -> table.add("  %-52s %8.1f".formatted(what, median(act))));
            }
        }
        Figures.tell("People and groups", "people-and-groups.txt", table);
    }

    private void fill(TestContainer world, int people) throws SQLException {
        world.inTransaction(() -> world.em().persist(new Organization("org", "Example", Instant.EPOCH)));
        try (Connection connection = database.connect(world); Statement sql = connection.createStatement()) {
            sql.execute("INSERT INTO person (id, username, username_key, display_name, email, status, sessions_valid_from, version) SELECT 'p' || g, 'person.' || g, 'person.' || g,"
                    + " (ARRAY['Ada','Grace','Omar','Rita','Eve','Zoë'])[1 + g % 6] || ' ' || initcap(substr(md5(g::text), 1, 8)), 'person.' || g || '@example.test',"
                    + " CASE WHEN g % 50 = 0 THEN 'DEACTIVATED' ELSE 'ACTIVE' END, 0, 0 FROM generate_series(1, " + people + ") g");
            sql.execute("INSERT INTO credential (user_id, password_hash, must_change, changed_at, version) SELECT 'p' || g, 'x', FALSE, 0, 0 FROM generate_series(1, "
                    + people + ") g WHERE g % 10 > 0");
            sql.execute("INSERT INTO people_group (id, name, version) SELECT 'g' || g, 'Group ' || g, 0 FROM generate_series(1, 10) g");
            sql.execute("INSERT INTO group_member (group_id, user_id) SELECT 'g' || n, 'p' || g FROM generate_series(1, 10) n, generate_series(1, "
                    + Math.min(GROUP, people - 600) + ") g");
            sql.execute("INSERT INTO role_assignment (id, principal_type, principal_id, role_type, assigned_at, version) VALUES ('a1', 'GROUP', 'g1', 'READ_ONLY_ADMIN', 0, 0),"
                    + " ('a2', 'USER', 'p1', 'SUPER_ADMIN', 0, 0)");
            sql.execute("VACUUM ANALYZE");
        }
    }

    private static Map<String, Callable<?>> acts(TestContainer world, int size) {
        People people = world.get(People.class);
        Groups groups = world.get(Groups.class);
        Holders holders = world.get(Holders.class);
        Map<String, Callable<?>> acts = new LinkedHashMap<>();
        acts.put("one person", () -> people.details("p77"));
        acts.put("the first page, with its count", () -> List.of(people.list(Listing.of("", 20), null), people.count("", null)));
        acts.put("the last page", () -> people.list(new Listing("", null, true, size - 20, 20), null));
        acts.put("a page of those without a password, with its count", () -> List.of(people.list(Listing.of("", 20), PersonState.WITHOUT_PASSWORD), people.count("", PersonState.WITHOUT_PASSWORD)));
        acts.put("a page by last sign-in", () -> people.list(new Listing("", "lastSignIn", false, 0, 20), null));
        acts.put("a search that finds one, with its count", () -> {
            var found = people.list(Listing.of("PERSON.777@", 20), null);
            assertThat(found).hasSize(1);
            return List.of(found, people.count("PERSON.777@", null));
        });
        acts.put("a search that finds a sixth, with its count", () -> List.of(people.list(Listing.of("zoë", 20), null), people.count("zoë", null)));
        acts.put("a search that finds nobody, with its count", () -> List.of(people.list(Listing.of("nobody at all", 20), null), people.count("nobody at all", null)));
        acts.put("the list of groups with their sizes", () -> groups.list(Listing.of("", 20)));
        acts.put("a group of 5,000, its first page with its count", () -> List.of(groups.details("g1"), groups.members("g1", Listing.of("", 20)), groups.countMembers("g1", "")));
        acts.put("a search in a group of 5,000", () -> List.of(groups.members("g1", Listing.of("person.33", 20)), groups.countMembers("g1", "person.33")));
        acts.put("whom to add to a group of 5,000", () -> groups.others("g1", "person.9", 20));
        acts.put("whom to assign a role to", () -> holders.candidates("zoë", 10));
        acts.put("500 people into a group that holds a role and out", () -> {
            List<String> ids = IntStream.rangeClosed(size - 500, size - 1).mapToObj(n -> "p" + n).toList();
            try (var as = Client.bind(new Client(Actor.user("p1", "person.1", "Ada"), "127.0.0.1", "bench", "s", "t"))) {
                assertThat(groups.add("g1", ids)).isEqualTo(500);
                return groups.remove("g1", ids);
            }
        });
        acts.put("a person is made", () -> people.create(new PersonFacts("new." + System.nanoTime(), "New", "new@example.test"), false));
        return acts;
    }

    /** The first round loads classes and pages and does not count. */
    private static double median(Callable<?> act) {
        double[] times = new double[ROUNDS];
        for (int round = -1; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            try {
                act.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (round >= 0) {
                times[round] = (System.nanoTime() - begun) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[ROUNDS / 2];
    }
}
