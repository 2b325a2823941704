package org.dradmin.recovery.connector.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.dradmin.organization.Side;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.platform.database.Schema;
import org.dradmin.recovery.RecoveryWorld;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.NoSettings;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrontDoorConnectorTest extends ConnectorContract {

    private final RecoveryWorld world = RecoveryWorld.with(3);
    private boolean cutOff;

    @AfterEach
    void close() {
        if (cutOff) {
            rename("front_door_gone", "front_door_revision");
        }
        world.close();
    }

    @Override
    protected Configured<?> connector() {
        return new Configured<>(world.node.get(FrontDoorConnector.class), new NoSettings());
    }

    @Override
    protected List<DomainMove> batch() {
        String east = "https://east.example.test";
        String west = "https://west.example.test/base";
        return IntStream.range(0, 3).mapToObj(i -> new DomainMove(RecoveryWorld.name(i), Side.DISASTER_RECOVERY, "us-east", "us-west",
                east, west)).toList();
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        world.node.get(Routes.class).point(batch.stream().map(DomainMove::domain).toList(), Side.PRIMARY);
    }

    @Override
    protected void cutOff() {
        rename("front_door_revision", "front_door_gone");
        cutOff = true;
    }

    private void rename(String table, String to) {
        String verb = world.node.get(Settings.class).databaseUrl().startsWith("jdbc:derby") ? "RENAME TABLE %s TO %s" : "ALTER TABLE %s RENAME TO %s";
        world.node.inTransaction(() -> world.node.em().createNativeQuery(String.format(verb, table, to)).executeUpdate());
    }

    @Test
    void waitsForEveryLivingNode() {
        Routes routes = world.node.get(Routes.class);
        routes.report("other node", 0);
        connector().switchTo(situation(), batch());
        assertThat(connector().verify(situation(), batch()).values()).hasOnlyElementsOfType(Retry.class)
                .allSatisfy(answer -> assertThat(((Retry) answer).reason()).contains("other node"));
        routes.report("other node", routes.revision());
        assertThat(connector().verify(situation(), batch()).values()).doesNotHaveAnyElementsOfTypes(Retry.class);
    }

    /** However seldom the server's timer comes: a node that is taken for gone is not waited for. */
    @Test
    void isNotTakenForGoneWhileItLooksNowAndThen() throws InterruptedException {
        FrontDoor door = world.node.get(FrontDoor.class);
        Routes routes = world.node.get(Routes.class);
        door.follow();
        for (int look = 0; look < 2; look++) {
            Thread.sleep(1700);
            door.follow();
        }
        routes.point(List.of(RecoveryWorld.name(0)), Side.DISASTER_RECOVERY);
        assertThat(routes.behind(routes.revision())).containsExactly(world.node.get(DataDirectory.class).nodeId());
    }

    @Test
    void sendsToTheActiveEndpointAndNowhereElse() {
        FrontDoor door = world.node.get(FrontDoor.class);
        door.follow();
        String domain = RecoveryWorld.name(0);
        assertThat(door.locate(domain, "/payroll/a%20b", "x=1&y=%2F")).contains(URI.create("https://east.example.test/payroll/a%20b?x=1&y=%2F"));
        assertThat(door.locate(domain.toUpperCase(), "", null)).contains(URI.create("https://east.example.test/"));
        connector().switchTo(situation(), batch());
        door.follow();
        assertThat(door.locate(domain, "/payroll", null)).contains(URI.create("https://west.example.test/base/payroll"));
        for (String path : List.of("/../x", "/%2e%2e/x", "/a/..%2fx", "/a\\..\\x", "/..%5cx", "@evil.example/", "/\r\nSet-Cookie: a=b", "/.")) {
            assertThat(door.locate(domain, path, null)).as(path).isEmpty();
        }
        assertThat(door.locate(domain, "/", "a=\r\nX: y")).isEmpty();
        assertThat(door.locate("evil.example", "/", null)).isEmpty();
    }

    @Test
    void startsFromItsCopyOnDisk(@TempDir Path otherDirectory) throws IOException {
        connector().switchTo(situation(), batch());
        world.node.get(FrontDoor.class).follow();
        Files.copy(world.node.get(DataDirectory.class).path().resolve("front-door.json"), otherDirectory.resolve("front-door.json"));
        world.node.setting("dr.data.dir", otherDirectory.toString());
        try (RecoveryWorld restarted = world.restarted()) {
            restarted.node.replace(Schema.class, new Schema() {
                @Override
                public boolean isReady() {
                    return false;
                }
            });
            FrontDoor started = restarted.node.get(FrontDoor.class);
            assertThat(started.revision()).as("not read from the database yet").isEqualTo(-1);
            assertThat(started.locate(RecoveryWorld.name(1), "/", null)).contains(URI.create("https://west.example.test/base/"));
        }
    }

    /** What stands in its copy may be of before a failover that was carried out without it. */
    @Test
    void sendsByTheDatabaseFromItsStartOnAndIsWaitedForFromThenOn(@TempDir Path otherDirectory) throws IOException {
        world.node.get(FrontDoor.class).follow();
        Files.copy(world.node.get(DataDirectory.class).path().resolve("front-door.json"), otherDirectory.resolve("front-door.json"));
        connector().switchTo(situation(), batch());
        world.node.setting("dr.data.dir", otherDirectory.toString());
        try (RecoveryWorld restarted = world.restarted()) {
            assertThat(restarted.node.get(FrontDoor.class).locate(RecoveryWorld.name(1), "/", null)).contains(URI.create("https://west.example.test/base/"));
            undo(batch());
            assertThat(restarted.node.get(Routes.class).behind(restarted.node.get(Routes.class).revision()))
                    .contains(restarted.node.get(DataDirectory.class).nodeId());
        }
    }
}
