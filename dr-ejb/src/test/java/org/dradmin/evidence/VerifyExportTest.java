package org.dradmin.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.EventBody;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.chain.SealKey;
import org.dradmin.systemlog.chain.VerifyExport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor does with an export, the seals and the public key, and no server. */
class VerifyExportTest {

    @TempDir
    private Path folder;
    private EvidenceWorld world;
    private List<String> events;
    private Path key;
    private String said;

    @BeforeEach
    void anExportOfTwoSeals() throws IOException {
        world = new EvidenceWorld(folder);
        try (var bound = Client.bind(new Client(Actor.user("u", "an\0na", "Größe 😀"), "2001:db8::7", "Browser \"1\"", "s", "r"))) {
            world.sealed(10);
        }
        world.sealed(10);
        events = new ArrayList<>(world.node.get(SystemLog.class).find(LogQuery.ALL, null, 1000).events().stream().map(EventBody::line).toList());
        key = Files.writeString(folder.resolve("key.pem"), world.node.get(LogIntegrity.class).publicKey());
    }

    @AfterEach
    void end() {
        world.close();
    }

    private int verify(List<String> lines, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(Files.write(folder.resolve("events.jsonl"), lines).toString(), "--seals", world.sealFile.toString(), "--key", key.toString()));
        arguments.addAll(List.of(more));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Method run = VerifyExport.class.getDeclaredMethod("run", PrintStream.class, String[].class);
            run.setAccessible(true);
            return (int) run.invoke(null, new PrintStream(out, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            said = out.toString(StandardCharsets.UTF_8);
        }
    }

    private List<String> with(int line, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(events);
        changed.set(line, change.apply(changed.get(line)));
        assertThat(changed.get(line)).isNotEqualTo(events.get(line));
        return changed;
    }

    @Test
    void provesAnExportInWhateverOrder() throws IOException {
        assertThat(verify(events)).as(() -> said).isZero();
        assertThat(said).contains("PROVEN: all 21 events", "places 1 to 21, without a gap");
        Collections.shuffle(events);
        assertThat(verify(events)).isZero();
    }

    @Test
    void findsWhateverIsChangedInALine() throws IOException {
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(line -> line.replace("number 3", "number 4"), line -> line.replace("\"SUCCESS\"", "\"FAILURE\""),
                line -> line.replace("west", "east"), line -> line.replace("Größe 😀", "Grösse"), line -> line.replace("\"isp\":null", "\"isp\":\"x\""),
                line -> line.replace("ipChain\":[{\"ip\":\"2001:db8::7", "ipChain\":[{\"ip\":\"2001:db8::8"), line -> line.replace("{\"n\":\"3\"}", "{\"n\":\"3\",\"n\":\"3\"}"),
                line -> line.replace("{\"n\":\"3\"}", "{\"n\":3}"), line -> line.replaceAll("\"leaf\":\"..", "\"leaf\":\"00"), line -> line.replaceAll("\"hash\":\"..", "\"hash\":\"zz"),
                line -> line.replaceAll("\"position\":\\d+", "\"position\":99"), line -> line.substring(0, 80))) {
            int third = (int) events.stream().takeWhile(line -> !line.contains("\"number 3\"")).count();
            assertThat(verify(with(third, change))).as(() -> said).isEqualTo(1);
            assertThat(said).contains("events.jsonl line " + (third + 1)).contains("NOT AS IT WAS WRITTEN");
        }
    }

    @Test
    void saysWhichEventsNoSealVouchesFor() throws IOException {
        world.written(2);
        List<String> longer = new ArrayList<>(events);
        world.node.get(SystemLog.class).find(LogQuery.ALL, null, 2).events().stream().map(EventBody::line).forEach(longer::add);
        assertThat(verify(longer)).isEqualTo(2);
        assertThat(said).contains("From place 22 on events are not proven", "21 of 23 events are proven");
    }

    @Test
    void needsTheLinksForAFilteredExport() throws IOException {
        List<String> some = List.of(events.get(3), events.get(15));
        assertThat(verify(some)).isEqualTo(2);
        assertThat(said).contains("0 of 2 events are proven");
        Path links = folder.resolve("links.jsonl");
        try (OutputStream out = Files.newOutputStream(links)) {
            world.node.get(LogIntegrity.class).writeLinks(null, out);
        }
        assertThat(Files.readString(links)).doesNotContain("number").hasLineCount(21);
        assertThat(verify(some, links.toString())).as(() -> said).isZero();
        assertThat(said).contains("PROVEN: all 2 events");
    }

    @Test
    void findsAnExportOfARewrittenLog() throws IOException {
        world.tamper("UPDATE log_event SET severity = 'WARN' WHERE log_position = 12").recomputeFrom(1);
        List<String> rewritten = world.node.get(SystemLog.class).find(LogQuery.ALL, null, 1000).events().stream().map(EventBody::line).toList();
        assertThat(verify(rewritten)).isEqualTo(1);
        assertThat(said).contains("Place 21: seal 3").contains("vouched for another log");
    }

    @Test
    void followsAKeyThatTheOneKnownHasIntroducedAndNoOther() throws IOException {
        world.node.get(LogIntegrity.class).renewKey();
        world.sealed(2);
        List<String> all = world.node.get(SystemLog.class).find(LogQuery.ALL, null, 1000).events().stream().map(EventBody::line).toList();
        assertThat(verify(all)).as(() -> said).isZero();
        assertThat(world.node.get(LogIntegrity.class).publicKey()).as("what the page hands out later").isEqualTo(Files.readString(key));
        key = Files.writeString(folder.resolve("other.pem"), SealKey.pem(SealKey.make().publicKey()));
        assertThat(verify(all)).isEqualTo(1);
        assertThat(said).contains("a key that nobody vouches for");
    }

    @Test
    void saysHowItIsCalledAndWhatItCannotRead() throws IOException {
        key = folder.resolve("missing.pem");
        assertThat(verify(events)).isEqualTo(3);
        assertThat(said).contains("missing.pem");
        assertThat(verify(events, "--seals", "two.jws")).isEqualTo(3);
        assertThat(said).contains("java -jar dr-verify.jar events.jsonl");
    }
}
