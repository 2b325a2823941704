package org.dradmin.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.ejb.EJBAccessException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dradmin.TestContainer;
import org.dradmin.platform.KeyFile;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Written;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys that sign tokens: sealed at rest, renewed without breaking tokens, shared by nodes; and ids that count once. */
class TokenKeysTest {

    private static final JWTClaimsSet CLAIMS = new JWTClaimsSet.Builder().subject("robot").build();

    private final TestContainer world = TestContainer.onDerby();
    private final TokenKeys keys = world.get(TokenKeys.class);
    @TempDir
    private Path temp;

    @AfterEach
    void end() {
        world.close();
    }

    private static boolean verifies(TokenKeys by, String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        var key = by.publicKey(jwt.getHeader().getKeyID());
        return key.isPresent() && jwt.verify(new RSASSAVerifier(key.get()));
    }

    private static String kid(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    @Test
    void signsWhatItsPublishedKeyVerifies() throws Exception {
        String token = keys.sign(CLAIMS);
        assertThat(verifies(keys, token)).isTrue();
        assertThat(keys.publicKeys().getKeys()).singleElement().matches(key -> !key.isPrivate());
        assertThat(kid(keys.sign(CLAIMS))).as("the same key until it is time").isEqualTo(kid(token));
        assertThat(keys.publicKey("another")).isEmpty();
        assertThat(keys.publicKey(null)).isEmpty();
    }

    @Test
    void keepsNoPrivateKeyInTheDatabase() throws Exception {
        keys.sign(CLAIMS);
        Object[] row = world.inTransaction(() -> (Object[]) world.em().createQuery("SELECT k.sealed, k.publicJwk FROM SigningKey k").getSingleResult());
        assertThat(row[0].toString()).doesNotContain("\"d\"");
        assertThat(JWK.parse(row[1].toString()).isPrivate()).isFalse();
    }

    @Test
    void renewsTheKeyInTimeAndBreaksNoTokenThatIsOut() throws Exception {
        String old = keys.sign(CLAIMS);
        world.clock().advance(TokenKeys.LIFE.plusSeconds(1));
        String fresh = keys.sign(CLAIMS);
        assertThat(kid(fresh)).isNotEqualTo(kid(old));
        assertThat(verifies(keys, old)).isTrue();
        assertThat(verifies(keys, fresh)).isTrue();
        world.clock().advance(Duration.ofDays(2));
        keys.rotate("A test asks for it.");
        assertThat(verifies(keys, old)).as("its key gave way long ago").isFalse();
        assertThat(verifies(keys, fresh)).isTrue();
    }

    @Test
    void recordsWhoHadAKeyRenewed() throws Exception {
        String before = keys.sign(CLAIMS);
        world.clock().advance(Duration.ofSeconds(5));
        assertThatThrownBy(() -> world.as("robot", List.of(Roles.DR_MANAGE), () -> keys.rotate("Why not?"))).isInstanceOf(EJBAccessException.class);
        Actor ada = new Actor("ada-id", "User", "ada", "Ada");
        try (Client.Binding bound = Client.bind(Client.current().by(ada))) {
            assertThat(bound).isNotNull();
            world.as("ada", List.of(Roles.SETTINGS_MANAGE), () -> keys.rotate("Somebody has seen it."));
        }
        assertThat(kid(keys.sign(CLAIMS))).isNotEqualTo(kid(before));
        List<LogEvent> events = Written.events(world, EventType.SIGNING_KEY);
        assertThat(events).hasSize(2);
        assertThat(events.get(0).getActor().id()).isEqualTo(Actor.SYSTEM.id());
        assertThat(events.get(1).getActor().id()).isEqualTo(ada.id());
        assertThat(events.get(1).getOutcomeReason()).isEqualTo("Somebody has seen it.");
    }

    @Test
    void knowsAtOnceWhatAnotherNodeSigned() throws Exception {
        Path key = temp.resolve("key");
        Files.writeString(key, "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=\n");
        world.setting("dr.key.file", key.toString());
        TokenKeys there = world.anotherNode().get(TokenKeys.class);
        String one = keys.sign(CLAIMS);
        assertThat(verifies(there, one)).isTrue();
        assertThat(kid(there.sign(CLAIMS))).as("both sign with the one key").isEqualTo(kid(one));
        world.clock().advance(Duration.ofSeconds(5));
        there.rotate("A test asks for it.");
        assertThat(verifies(keys, there.sign(CLAIMS))).isTrue();
    }

    @Test
    void makesAKeyOfItsOwnWhereTheKeyFileIsAnotherOne() throws Exception {
        String before = keys.sign(CLAIMS);
        world.clock().advance(Duration.ofSeconds(5));
        world.setting("dr.key.file", Files.writeString(temp.resolve("key"), "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=").toString());
        TokenKeys restarted = world.anotherNode().get(TokenKeys.class);
        assertThat(kid(restarted.sign(CLAIMS))).isNotEqualTo(kid(before));
        assertThat(verifies(restarted, before)).isTrue();
    }

    @Test
    void opensWhatItSealedForTheSamePurposeOnly() {
        KeyFile file = world.get(KeyFile.class);
        String sealed = file.seal("one", "text");
        assertThat(file.unseal("one", sealed)).contains("text");
        assertThat(file.unseal("two", sealed)).isEmpty();
        assertThat(file.seal("one", "text")).isNotEqualTo(sealed);
        assertThat(file.unseal("one", sealed.substring(0, 20) + (sealed.charAt(20) == 'A' ? 'B' : 'A') + sealed.substring(21))).isEmpty();
        for (String odd : List.of("", "AAAA", "not base64!")) {
            assertThat(file.unseal("one", odd)).isEmpty();
        }
        assertThat(file.code("one", "text")).isNotEqualTo(file.code("two", "text"));
    }

    @Test
    void letsAnIdInOnceHoweverManyComeAtTheSameInstant() {
        UsedTokenIds ids = world.get(UsedTokenIds.class);
        var until = world.clock().instant().plusSeconds(60);
        for (int round = 0; round < 20; round++) {
            String id = "jti-" + round;
            assertThat(IntStream.range(0, 4).parallel().filter(n -> ids.firstUse("robot", id, until)).count()).isEqualTo(1);
        }
        assertThat(ids.firstUse("other", "jti-0", until)).as("another client's ids are its own").isTrue();
        world.clock().advance(Duration.ofSeconds(61));
        ids.forget();
        assertThat(world.<Long>inTransaction(() -> world.em().createQuery("SELECT COUNT(u) FROM UsedTokenId u", Long.class).getSingleResult())).isZero();
    }

    @Test
    void usesAnIdUpTogetherWithWhatItIsUsedFor() {
        UsedTokenIds ids = world.get(UsedTokenIds.class);
        SystemLog log = world.get(SystemLog.class);
        var until = world.clock().instant().plusSeconds(60);
        for (int round = 0; round < 10; round++) {
            String id = "once-" + round;
            assertThat(IntStream.range(0, 4).parallel().filter(n -> ids.firstUse("robot", id, until, () -> log.write(Entry.of(EventType.TOKEN_GRANT)))).count()).isEqualTo(1);
        }
        assertThat(log.find(LogQuery.ALL.type(EventType.TOKEN_GRANT), null, 100).events()).as("one for each id").hasSize(10);

        assertThatThrownBy(() -> ids.firstUse("robot", "again", until, () -> {
            throw new IllegalStateException("The token cannot be recorded.");
        })).hasStackTraceContaining("cannot be recorded");
        assertThat(ids.firstUse("robot", "again", until)).as("after a fault").isTrue();
    }
}
