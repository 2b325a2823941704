package org.dradmin.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;

/** What a sign-in reads and leaves behind: the person, the browser, the event. */
@Stateless
public class SignInRecords {

    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** A person by username, all null where there is none; the browser's hash where the person used it before. */
    public record Person(User user, Credential credential, String knownBrowser) { }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Person find(String username, String browserToken) {
        User user = em.createQuery("SELECT u FROM User u WHERE u.usernameKey = :key", User.class)
                .setParameter("key", User.key(username)).getResultStream().findFirst().orElse(null);
        Credential credential = user == null ? null : em.find(Credential.class, user.getId());
        KnownBrowser browser = browserToken == null ? null : em.find(KnownBrowser.class, hash(browserToken));
        return new Person(user, credential, browser != null && browser.belongsTo(user) ? hash(browserToken) : null);
    }

    /**
     * @param newSession stands for the session that begins; null for the one the request has
     * @return the token for the browser to keep
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public String accept(EventType type, User person, String browserToken, String newSession) {
        User user = em.find(User.class, person.getId());
        user.signedIn(clock.instant());
        if (newSession != null) {
            em.persist(new PersonSession(newSession, user, Client.current(), clock.instant()));
        }
        log.write(Entry.of(type).by(user.asActor()).on(user.asTarget()).inSession(newSession));
        KnownBrowser known = browserToken == null ? null : em.find(KnownBrowser.class, hash(browserToken));
        if (known != null && known.belongsTo(user)) {
            known.seen(clock.instant());
            return browserToken;
        }
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        em.persist(new KnownBrowser(hash(token), user, clock.instant()));
        return token;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
