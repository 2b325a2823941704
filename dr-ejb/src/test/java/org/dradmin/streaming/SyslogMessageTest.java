package org.dradmin.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventBody;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SyslogMessageTest {

    private final TestContainer world = TestContainer.onDerby();

    @AfterEach
    void tearDown() {
        world.close();
    }

    private LogEvent event(Entry entry) {
        SystemLog log = world.get(SystemLog.class);
        log.writeApart(entry);
        return log.poll(LogQuery.ALL, 0, 1).events().get(0);
    }

    private static String text(byte[] message) {
        return new String(message, StandardCharsets.UTF_8);
    }

    @Test
    void isAMessageOfRfc5424() {
        LogEvent event = event(Entry.of(EventType.CLIENT_ROLE_GRANT).fact("name", "Größe"));
        String message = text(SyslogMessage.of(event, "dr.example.test", 8096));
        assertThat(message).isEqualTo("<110>1 2026-03-01T03:00:00.000Z dr.example.test dr-admin - app.oauth2.client.privilege.gran"
                + " - \uFEFF"
                + EventBody.of(event).json());
    }

    @Test
    void isMoreSevereWhereSomethingFailed() {
        assertThat(text(SyslogMessage.of(event(Entry.of(EventType.REFUSED).failed("No")), "h", 8096))).startsWith("<108>1 ");
    }

    @Test
    void countsOctetsAndNotCharacters() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SyslogMessage.frame("Größe".getBytes(StandardCharsets.UTF_8), out);
        SyslogMessage.frame("ok".getBytes(StandardCharsets.UTF_8), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("7 Größe2 ok");
    }

    @Test
    void replacesWhatNoHeaderHolds() {
        assertThat(SyslogMessage.header("a b\nü", 255)).isEqualTo("a?b??");
        assertThat(SyslogMessage.header("", 255)).isEqualTo("-");
        assertThat(SyslogMessage.header(null, 255)).isEqualTo("-");
        assertThat(SyslogMessage.header("abc", 2)).isEqualTo("ab");
    }

    @Test
    void staysJsonWhereItHasToBeShortened() throws IOException {
        Entry entry = Entry.of(EventType.FAILOVER).fact("long", "x".repeat(9000));
        IntStream.range(0, 300).forEach(i -> entry.on(Target.of("Domain", "d" + i, "漢字" + i)));
        LogEvent event = event(entry);
        byte[] message = SyslogMessage.of(event, "dr.example.test", 2048);
        assertThat(message.length).isLessThanOrEqualTo(2048);
        String text = text(message);
        assertThat(text).contains(" - \uFEFF{");
        var json = new ObjectMapper().readTree(text.substring(text.indexOf('\uFEFF') + 1));
        assertThat(json.at("/uuid").asText()).isEqualTo(event.getUuid());
        assertThat(json.at("/debugContext/debugData/shortened").asText()).isEqualTo("The whole event is in the System Log, under its uuid.");
        assertThat(json.at("/eventType").asText()).isEqualTo("system.dr.failover");
        assertThat(json.at("/target/0/id").asText()).isEqualTo("d0");
        assertThat(Arrays.stream(text.split("\n"))).as("one line").hasSize(1);
    }
}
