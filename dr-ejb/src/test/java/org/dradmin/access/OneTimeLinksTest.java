package org.dradmin.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.TestContainer;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.KeyFile;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links by mail: good once, for a while, for whoever has the mail, and known to nobody else. */
class OneTimeLinksTest {

    private static final String NEW = "a quite different harbour";
    private static final Client STRANGER = new Client(Actor.UNKNOWN, "198.51.100.7", "test", null, "test");

    private final TestContainer world = TestContainer.onDerby();
    private final OneTimeLinks links = world.get(OneTimeLinks.class);
    private User ada;

    @BeforeEach
    void found() {
        world.inTransaction(() -> {
            world.em().persist(new Organization("org", "Harbor & Vale", world.clock().instant()));
            ada = new User("ada", "Ada Marsh", "ada@example.test");
            world.em().persist(ada);
        });
    }

    @AfterEach
    void end() {
        world.close();
    }

    private String sent() {
        try (var bound = Client.bind(new Client(ada.asActor(), "192.0.2.1", "test", null, "test"))) {
            links.send(ada.getId());
        }
        return newest();
    }

    /** The token of the mail sent last, opened as the delivery does it. */
    private String newest() {
        String sealed = world.inTransaction(() -> (String) world.em().createQuery("SELECT m.text FROM OutboxMail m ORDER BY m.createdAt DESC")
                .setMaxResults(1).getSingleResult());
        assertThat(sealed).startsWith("sealed:");
        String text = world.get(KeyFile.class).unseal("mail", sealed.substring("sealed:".length())).orElseThrow();
        Matcher token = Pattern.compile("/set-password\\.xhtml\\?token=([A-Za-z0-9_-]{43})\r\n").matcher(text);
        assertThat(token.find()).as(text).isTrue();
        return token.group(1);
    }

    private long mails() {
        return world.inTransaction(() -> world.em().createQuery("SELECT COUNT(m) FROM OutboxMail m", Long.class).getSingleResult());
    }

    private boolean knows(String password) {
        return world.inTransaction(() -> Credential.matches(world.em().find(Credential.class, ada.getId()), password));
    }

    @Test
    void setsAPasswordOnceHoweverOftenTheLinkIsOpened() {
        String token = sent();
        for (int scan = 0; scan < 5; scan++) {
            assertThat(links.open(token)).isEqualTo(new OneTimeLinks.Opened(null, "ada", "Ada Marsh", true, world.clock().instant().plus(Duration.ofHours(24))));
        }
        links.use(token, NEW, NEW);
        assertThat(knows(NEW)).isTrue();
        assertThat(links.open(token).whyNot()).contains("used already");
        assertThatThrownBy(() -> links.use(token, NEW + " again", NEW + " again")).isInstanceOf(Refusal.class).hasMessageContaining("used already");
        assertThat(knows(NEW)).isTrue();
    }

    @Test
    void isNotUsedUpByAPasswordThatCannotBeTaken() {
        String token = sent();
        assertThatThrownBy(() -> links.use(token, "short", "short")).hasMessageContaining("too short");
        assertThatThrownBy(() -> links.use(token, NEW, NEW + "!")).hasMessageContaining("differ");
        assertThatThrownBy(() -> links.use(token, "Harbor and Harbor & Vale", "Harbor and Harbor & Vale")).hasMessageContaining("organization");
        links.use(token, NEW, NEW);
    }

    @Test
    void isOverAfterAnHourForAResetAndWithTheNextLink() {
        links.use(sent(), NEW, NEW);
        String first = sent();
        String second = sent();
        assertThat(links.open(first).whyNot()).contains("newer one");
        assertThat(links.open(second).invitation()).isFalse();
        world.clock().advance(Duration.ofHours(1));
        assertThat(links.open(second).whyNot()).contains("time is over");
        assertThatThrownBy(() -> links.use(second, NEW + "!", NEW + "!")).isInstanceOf(Refusal.class);
    }

    @Test
    void endsEverySessionAndTellsThePerson() {
        links.use(sent(), NEW, NEW);
        Instant session = world.clock().instant();
        world.clock().advance(Duration.ofSeconds(1));
        links.use(sent(), NEW + " again", NEW + " again");
        assertThat(world.get(Accounts.class).identify(ada.getId(), session, null)).isEmpty();
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT m.subject FROM OutboxMail m WHERE m.subject LIKE 'Your password was%'", String.class)
                .getResultList())).hasSize(2);
    }

    @Test
    void tellsNobodyWhoThereIsAndFillsNoMailbox() {
        links.use(sent(), NEW, NEW);
        long before = mails();
        links.forgotten("nobody", STRANGER);
        assertThat(mails()).isEqualTo(before);
        world.clock().advance(Duration.ofMinutes(6));
        links.forgotten(" ADA ", STRANGER);
        links.forgotten("ada", STRANGER);
        assertThat(mails()).as("one mail for two requests").isEqualTo(before + 1);
        links.use(newest(), NEW + " again", NEW + " again");
    }

    @Test
    void letsNobodyAskOnAndOn() {
        try (var bound = Client.bind(STRANGER)) {
            List<Boolean> admitted = java.util.stream.IntStream.range(0, 6).mapToObj(n -> links.admit("anybody").isZero()).toList();
            assertThat(admitted).startsWith(true, true, true).endsWith(false);
        }
    }

    @Test
    void sendsNothingToWhoeverWasNeverInvitedOrIsDeactivated() {
        links.forgotten("ada", STRANGER);
        assertThat(mails()).as("an account without a password that nobody invited").isZero();
        links.use(sent(), NEW, NEW);
        String token = sent();
        world.inTransaction(() -> world.em().find(User.class, ada.getId()).deactivate(world.clock().instant()));
        long before = mails();
        world.clock().advance(Duration.ofHours(2));
        links.forgotten("ada", STRANGER);
        assertThat(mails()).isEqualTo(before);
        assertThat(links.open(token).whyNot()).contains("deactivated");
    }

    @Test
    void keepsTheTokenOutOfTheDatabaseAndTheLog() {
        String token = sent();
        assertThat(world.inTransaction(() -> world.em().createNativeQuery("SELECT token_hash FROM one_time_link").getSingleResult()))
                .isEqualTo(OneTimeLink.hash(token)).isNotEqualTo(token);
        links.use(token, NEW, NEW);
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT e FROM LogEvent e", LogEvent.class).getResultList().stream()
                .map(e -> e.getDebugData() + " " + e.getTargets()).toList())).isNotEmpty().noneMatch(text -> text.contains(token) || text.contains(NEW));
        assertThat(world.inTransaction(() -> world.em().createQuery("SELECT e.eventType FROM LogEvent e", String.class).getResultList()))
                .containsExactlyInAnyOrder(EventType.PERSON_INVITE.wireName(), EventType.PASSWORD_RESET.wireName());
    }

    @Test
    void saysSoWhereATextIsNoLink() {
        for (String text : new String[] {null, "", "x", "<script>", "a".repeat(43), "a".repeat(10_000)}) {
            assertThat(links.open(text).whyNot()).contains("no link of ours");
        }
    }
}
