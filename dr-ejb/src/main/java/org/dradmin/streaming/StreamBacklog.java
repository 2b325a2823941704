package org.dradmin.streaming;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** What streams still need of the log, for what takes its oldest part away. Public only because the container asks for it. */
@Stateless
@PermitAll
public class StreamBacklog {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    /**
     * A stream that is not paused.
     *
     * @param place up to which it will never send anything again
     */
    public record Behind(String name, long place) {

        /** For people. */
        public String words() {
            return "The stream " + name + " has not sent the events behind place " + place + " yet, so they stay. They go in the night after they were sent; "
                    + "if they are not to be sent, pause or delete the stream.";
        }
    }

    /** The one that is furthest behind; nothing without streams. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<Behind> furthest() {
        return em.createQuery("SELECT s FROM LogStream s WHERE s.pausedAt IS NULL ORDER BY s.acknowledged, s.nameKey", LogStream.class)
                .setMaxResults(1).getResultStream().findFirst().map(stream -> new Behind(stream.name(), stream.acknowledged()));
    }
}
