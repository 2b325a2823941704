package org.dradmin.systemlog.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The forms that must stay as they are for ever: whoever has an old export or an old seal recomputes them. */
class ChainFormsTest {

    private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.120Z");

    private static Facts facts(String reason, String detail) {
        Map<String, String> debug = new HashMap<>(Map.of("b", "2", "a", "Größe"));
        return new Facts(TIME, "u-1", "system.dr.failover", "INFO", "Failover", "p1", "User", "ada", "Ada", null, null, "", "request", "SUCCESS", reason,
                List.of(new Facts.OnWhat("d1", "Domain", "d1", "portal", Map.of("to", detail))), debug, List.of());
    }

    @Test
    void anEventsBytesAreTheDocumentedOnes() {
        assertThat(HexFormat.of().formatHex(facts(null, "x").bytes())).isEqualTo(""
                + "0000000e" + hex("dr-log-event-1") + "00000018" + hex("2026-11-22T10:00:00.120Z") + "00000003" + hex("u-1")
                + "00000012" + hex("system.dr.failover") + "00000004" + hex("INFO") + "00000008" + hex("Failover") + "00000002" + hex("p1")
                + "00000004" + hex("User") + "00000003" + hex("ada") + "00000003" + hex("Ada") + "ffffffff" + "ffffffff" + "00000000"
                + "00000007" + hex("request") + "00000007" + hex("SUCCESS") + "ffffffff"
                + "00000001" + "00000002" + hex("d1") + "00000006" + hex("Domain") + "00000002" + hex("d1") + "00000006" + hex("portal")
                + "00000001" + "00000002" + hex("to") + "00000001" + hex("x")
                + "00000002" + "00000001" + hex("a") + "00000007" + hex("Größe") + "00000001" + hex("b") + "00000001" + hex("2"));
    }

    @Test
    void everyDifferenceMakesAnotherLeaf() {
        assertThat(List.of(facts(null, "x").leaf(), facts("", "x").leaf(), facts("x", "").leaf(), facts(null, "y").leaf())).doesNotHaveDuplicates();
        assertThat(facts(null, "x").leaf()).isEqualTo(facts(null, "x").leaf());
    }

    @Test
    void aHashTakesInPlacePredecessorAndLeaf() {
        Link first = new Link(1, Link.GENESIS, "ab".repeat(32));
        assertThat(first.hash()).isEqualTo(Digest.of(HexFormat.of().parseHex(hex("dr-log-chain-1") + "0000000000000001" + "00".repeat(32) + "ab".repeat(32))));
        assertThat(List.of(first.hash(), new Link(2, Link.GENESIS, first.leaf()).hash(), new Link(1, "01".repeat(32), first.leaf()).hash(),
                new Link(1, Link.GENESIS, "ac".repeat(32)).hash())).doesNotHaveDuplicates();
        assertThat(new Link(1, Link.GENESIS, "AB".repeat(32)).readable()).isFalse();
    }

    @Test
    void aSealIsSignedAndSurvivesItsLine() {
        SealKey key = SealKey.make();
        Seal first = Seal.sign(null, Seal.Kind.KEY, 0, Link.GENESIS, TIME, key.publicKey(), key);
        Seal seal = Seal.sign(first, Seal.Kind.SEAL, 7, "ab".repeat(32), TIME, null, key);

        assertThat(Seal.read(seal.line())).isEqualTo(seal);
        assertThat(seal.signedBy(key.publicKey())).isTrue();
        assertThat(seal.signedBy(SealKey.make().publicKey())).isFalse();
        assertThat(seal.previous()).isEqualTo(first.digest());
        assertThatThrownBy(() -> Seal.read("x.y")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Seal.read("e30.e30.x")).isInstanceOf(IllegalArgumentException.class);
        SealRow row = new SealRow(List.of(key.publicKey()));
        assertThat(row.next(first)).isEmpty();
        assertThat(row.next(seal)).isEmpty();
        assertThat(row.unproven()).isEmpty();
    }

    @Test
    void aKeyIsReadAsOpensslWritesIt() {
        // The example of RFC 8410, section 10.
        SealKey key = SealKey.read("""
                -----BEGIN PRIVATE KEY-----
                MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
                -----END PRIVATE KEY-----
                """).get(0);
        assertThat(key.publicKey()).isEqualTo(SealKey.readPublic("""
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
                -----END PUBLIC KEY-----
                """));
        assertThat(SealKey.read(key.pem()).get(0).id()).isEqualTo(key.id());
        assertThat(SealKey.readPublic(SealKey.pem(key.publicKey()))).isEqualTo(key.publicKey());
        assertThatThrownBy(() -> SealKey.read("nothing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRowOfSealsShowsWhatWasTakenOutPutInOrSignedBySomebodyElse() {
        SealKey key = SealKey.make();
        SealKey next = SealKey.make();
        SealKey stranger = SealKey.make();
        Seal first = Seal.sign(null, Seal.Kind.KEY, 0, Link.GENESIS, TIME, key.publicKey(), key);
        Seal second = Seal.sign(first, Seal.Kind.SEAL, 5, "ab".repeat(32), TIME, null, key);
        Seal rotation = Seal.sign(second, Seal.Kind.KEY, 5, "ab".repeat(32), TIME, next.publicKey(), key);
        Seal third = Seal.sign(rotation, Seal.Kind.SEAL, 6, "ac".repeat(32), TIME, null, next);

        assertThat(faults(key, first, second, rotation, third)).isEmpty();
        assertThat(faults(key, first, rotation, third)).anyMatch(fault -> fault.contains("taken out"));
        assertThat(faults(key, first, second, Seal.sign(second, Seal.Kind.SEAL, 9, "ad".repeat(32), TIME, null, stranger)))
                .singleElement().asString().contains("nobody vouches");
        assertThat(faults(key, first, second, Seal.sign(first, Seal.Kind.SEAL, 9, "ad".repeat(32), TIME, null, key))).isNotEmpty();
        String[] parts = second.line().split("\\.");
        assertThat(faults(key, first, Seal.read(parts[0] + "." + third.line().split("\\.")[1] + "." + parts[2]))).isNotEmpty();
        assertThat(faults(stranger, first, second)).isNotEmpty();
    }

    private static List<String> faults(SealKey trusted, Seal... seals) {
        SealRow row = new SealRow(List.of(trusted.publicKey()));
        return List.of(seals).stream().flatMap(seal -> row.next(seal).stream()).toList();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
