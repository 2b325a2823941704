package org.dradmin.access.token;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.dradmin.platform.LogContext;
import org.dradmin.platform.database.Schema;

/** Lets each assertion and each proof in once, on whichever node it comes and at whatever same instant. */
@Stateless
public class UsedTokenIds {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private Schema schema;
    @Inject
    private Clock clock;

    /**
     * Whether this id is seen for the first time; from now on it is not.
     *
     * @param whose what the id is unique for, such as a client and a kind of token
     * @param until when the token is refused for its age, so that the id need not be kept
     */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean firstUse(String whose, String id, Instant until) {
        return firstUse(whose, id, until, () -> { });
    }

    /** @param then what is done in the same transaction, if it is the first time: of both there is both or nothing */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public boolean firstUse(String whose, String id, Instant until, Runnable then) {
        String digest = digest(whose + "\n" + id);
        UsedTokenIds self = context.getBusinessObject(UsedTokenIds.class);
        try {
            return self.insert(digest, until, then);
        } catch (EJBException e) {
            // The key refuses the second of two at the same instant; anything else is no replay but a fault.
            if (self.isThere(digest)) {
                return false;
            }
            throw e;
        }
    }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean insert(String digest, Instant until, Runnable then) {
        if (em.find(UsedTokenId.class, digest) != null) {
            return false;
        }
        em.persist(new UsedTokenId(digest, until));
        then.run();
        return true;
    }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public boolean isThere(String digest) {
        return em.find(UsedTokenId.class, digest) != null;
    }

    @Schedule(hour = "*", minute = "*/10", persistent = false, info = "Ids of expired assertions and proofs")
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void forget() {
        if (!schema.isReady()) {
            return;
        }
        try {
            context.getBusinessObject(UsedTokenIds.class).removeExpired();
        } catch (RuntimeException e) {
            // A timer whose method throws may be cancelled by the server; the next tick is another chance.
            LogContext.logger().warning("Ids of expired assertions could not be removed: " + e);
        }
    }

    @PermitAll
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int removeExpired() {
        return em.createQuery("DELETE FROM UsedTokenId u WHERE u.expiresAt < :now").setParameter("now", clock.instant()).executeUpdate();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
