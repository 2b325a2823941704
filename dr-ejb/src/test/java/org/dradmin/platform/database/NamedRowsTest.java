package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dradmin.recovery.RecoveryWorld;
import org.junit.jupiter.api.Test;

class NamedRowsTest {

    private static final String UPDATE = "UPDATE protected_domain SET primary_endpoint = ?1, version = version + 1 WHERE name %s";

    private static int update(RecoveryWorld world, List<String> names, String endpoint) {
        return world.node.inTransaction(() -> world.node.get(NamedRows.class).update(world.node.em(), UPDATE, names, endpoint));
    }

    private static long at(RecoveryWorld world, String endpoint) {
        return world.count("SELECT COUNT(d) FROM ProtectedDomain d WHERE d.primaryEndpoint = '" + endpoint + "'");
    }

    @Test
    void changesTheNamedOnesHoweverManyTheyAre() {
        try (RecoveryWorld world = RecoveryWorld.with(1203)) {
            List<String> names = Stream.concat(IntStream.range(0, 1201).mapToObj(RecoveryWorld::name), Stream.of("gone.example.test")).toList();
            assertThat(update(world, names, "https://there.example")).isEqualTo(1201);
            assertThat(at(world, "https://there.example")).isEqualTo(1201);
        }
    }

    @Test
    void changesNothingForNoNames() {
        try (RecoveryWorld world = RecoveryWorld.with(2)) {
            assertThat(update(world, List.of(), "https://there.example")).isZero();
        }
    }

    @Test
    void takesNamesForNamesWhateverIsInThem() {
        try (RecoveryWorld world = RecoveryWorld.with(2)) {
            List<String> odd = List.of("a\",\"" + RecoveryWorld.name(0), RecoveryWorld.name(0) + "\\", "{" + RecoveryWorld.name(0) + "}", "NULL", "", "' OR 1=1 --");
            assertThat(update(world, odd, "https://there.example")).isZero();
            assertThat(update(world, Stream.concat(odd.stream(), Stream.of(RecoveryWorld.name(0))).toList(), "https://there.example")).isEqualTo(1);
        }
    }
}
