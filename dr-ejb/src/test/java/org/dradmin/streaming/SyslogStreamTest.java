package org.dradmin.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.test.Needs;
import org.dradmin.test.RsyslogServer;
import org.dradmin.test.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Syslog over TLS to a real rsyslog. */
@Needs({"rsyslogd", "openssl"})
class SyslogStreamTest {

    @TempDir
    Path folder;
    private TestCertificate certificate;
    private RsyslogServer rsyslog;
    private StreamScene scene;

    @BeforeEach
    void setUp() {
        certificate = TestCertificate.make(folder, "dns:localhost");
        rsyslog = RsyslogServer.showing(certificate);
        scene = new StreamScene();
        scene.world.setting("dr.stream.files", folder.toString());
    }

    @AfterEach
    void tearDown() {
        rsyslog.close();
        scene.close();
    }

    private String stream(String host) {
        return scene.streams().create(new StreamSettings("Collector", StreamKind.SYSLOG_TLS, host + ":" + rsyslog.port(), null, null,
                certificate.certificate().toString(), null, null), null);
    }

    private void arrived() {
        scene.until("everything to arrive and count as received", () -> rsyslog.uuids().size() >= scene.uuids().size()
                && scene.streams().all().stream().allMatch(row -> row.events() == 0 && row.unconfirmed() == 0));
    }

    @Test
    void sendsEachEventOnceAndInOrder() {
        rsyslog.start();
        stream("localhost");
        scene.write(450);
        arrived();
        assertThat(rsyslog.uuids()).isEqualTo(scene.uuids());
        assertThat(rsyslog.messages()).anyMatch(message -> message.startsWith("<110>1 2026-03-01T03:00:00.000Z dr.example.test dr-admin - system.log.stream.create"
                + " - "));
    }

    @Test
    void sendsEverythingOnceToATargetThatWasDown() {
        String id = stream("localhost");
        scene.write(1200);
        scene.uuids();
        scene.until("the first failure", () -> scene.row(id).failing());
        assertThat(scene.row(id)).satisfies(row -> {
            assertThat(row.events()).isEqualTo(1201);
            assertThat(row.lastError()).contains("localhost:" + rsyslog.port()).contains("cannot be reached");
            assertThat(row.sentAt()).isNull();
        });
        rsyslog.start();
        arrived();
        assertThat(rsyslog.uuids()).isEqualTo(scene.uuids());
        assertThat(scene.row(id).failing()).isFalse();
    }

    @Test
    void losesNothingWhenTheReceiverIsKilledAndStoppedUnderLoad() {
        rsyslog.start();
        stream("localhost");
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 40; i++) {
                scene.write(50);
                scene.uuids();
            }
        });
        for (int outage = 1; outage <= 4; outage++) {
            int so = rsyslog.uuids().size() + 150;
            scene.until("some events more", () -> rsyslog.uuids().size() >= so || load.isDone());
            if (outage % 2 == 0) {
                rsyslog.stop();
            } else {
                rsyslog.kill();
            }
            scene.world.get(Streamer.class).look();
            rsyslog.start();
        }
        scene.until("the end of the load", load::isDone);
        List<String> written = scene.uuids();
        scene.until("the last event", () -> new LinkedHashSet<>(rsyslog.uuids()).size() == written.size());
        assertThat(new LinkedHashSet<>(rsyslog.uuids())).as("every event, and the first time each comes, in order").containsExactlyElementsOf(written);
        System.getLogger("streams").log(System.Logger.Level.INFO, written.size() + " events, "
                + (rsyslog.uuids().size() - written.size()) + " of them sent again after 4 outages");
    }

    @Test
    void sendsNothingToWhomItDoesNotKnow() {
        rsyslog.start();
        scene.world.setting("dr.stream.hosts", "127.0.0.1");
        String id = stream("127.0.0.1");
        scene.uuids();
        scene.until("a failure", () -> scene.row(id).failing());
        assertThat(scene.row(id).lastError()).as("the certificate is for localhost").contains("No secure connection", "127.0.0.1");
        assertThat(rsyslog.uuids()).isEmpty();
    }

    @Test
    void goesOnlyWhereTheServersSettingsLetIt() {
        rsyslog.start();
        scene.world.setting("dr.stream.hosts", "logs.example.test");
        String id = stream("localhost");
        scene.uuids();
        scene.until("a failure", () -> scene.row(id).failing());
        assertThat(scene.row(id).lastError()).contains("dr.stream.hosts");
        scene.world.setting("dr.stream.hosts", "localhost").setting("dr.stream.files", "/nowhere");
        scene.until("another failure", () -> scene.row(id).lastError().contains("dr.stream.files"));
        assertThat(rsyslog.uuids()).isEmpty();
    }

    @Test
    void showsItsOwnCertificateWhereOneIsAskedFor() {
        rsyslog.close();
        rsyslog = RsyslogServer.showingAndAsking(certificate);
        rsyslog.start();
        scene.world.setting("dr.secret.key", "changeit");
        String without = stream("localhost");
        scene.write(3);
        scene.uuids();
        scene.until("a failure", () -> scene.row(without).failing());
        assertThat(rsyslog.uuids()).isEmpty();
        scene.streams().update(without, scene.row(without).revision(), new StreamSettings("Collector", StreamKind.SYSLOG_TLS,
                "localhost:" + rsyslog.port(), null, null, certificate.certificate().toString(), certificate.keyStore().toString(), "env:DR_SECRET_KEY"));
        arrived();
        assertThat(rsyslog.uuids()).isEqualTo(scene.uuids());
    }

    @Test
    void sendsNothingTwiceWhenItIsPausedOrTheServerStopsInGoodOrder() {
        rsyslog.start();
        String id = stream("localhost");
        for (int part = 0; part < 3; part++) {
            scene.write(20);
            int so = scene.uuids().size();
            scene.until("these", () -> rsyslog.uuids().size() >= so);
            scene.streams().pause(id);
            scene.write(5);
            scene.world.get(Streamer.class).look();
            assertThat(scene.row(id).unconfirmed()).isZero();
            scene.streams().resume(id);
        }
        try (var node = scene.anotherNode()) {
            arrived();
            scene.write(10);
            scene.uuids();
            scene.until("these", () -> scene.row(id).events() == 0);
            scene.world.get(Streamer.class).stop();
            scene.write(10);
            int so = scene.uuids().size();
            StreamScene.until(node, "the rest by the other node", () -> rsyslog.uuids().size() >= so && scene.row(id).unconfirmed() == 0);
        }
        assertThat(rsyslog.uuids()).isEqualTo(scene.uuids());
    }

    @Test
    void givesAnEventOfAnyLengthInTheSizeThatReceiversTake() {
        rsyslog.start();
        stream("localhost");
        scene.world.get(SystemLog.class).writeApart(Entry.of(EventType.SESSION_END)
                .fact("long", "ü\n]\"".repeat(10_000)));
        arrived();
        assertThat(rsyslog.messages()).anySatisfy(message -> assertThat(message).contains("\"shortened\":\"The whole event", "The whole event is in the System Log"))
                .allSatisfy(message -> assertThat(message.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(8096));
    }
}
