package org.dradmin.report;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** Searches of the System Log under names: everybody's own, and what others share. Only the owner changes one. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
@RolesAllowed(Roles.LOGS_READ)
public class SavedSearches {

    /** Most that one person keeps, and most that are shown of all. */
    static final int MOST = 100;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Resource
    private SessionContext context;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** The caller's own and those that others share, by name. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<SearchRow> list() {
        String caller = caller();
        return new ArrayList<>(em.createQuery("SELECT s FROM SavedSearch s WHERE s.ownerId = :caller OR s.shared = true ORDER BY LOWER(s.name), s.id", SavedSearch.class)
                .setParameter("caller", caller).setMaxResults(2 * MOST).getResultList().stream().map(search -> search.row(caller)).toList());
    }

    /**
     * Keeps a search; one that the caller has under this name already becomes this one.
     *
     * @param search the query part of the log page's address
     */
    public void save(String name, String search, boolean shared) {
        String kept = SavedSearch.name(name);
        String caller = caller();
        Optional<SavedSearch> known = em.createQuery("SELECT s FROM SavedSearch s WHERE s.ownerId = :caller AND s.name = :name", SavedSearch.class)
                .setParameter("caller", caller).setParameter("name", kept).getResultStream().findFirst();
        SavedSearch saved = known.orElseGet(() -> {
            if (em.createQuery("SELECT COUNT(s) FROM SavedSearch s WHERE s.ownerId = :caller", Long.class).setParameter("caller", caller).getSingleResult() >= MOST) {
                throw new Refusal("You keep " + MOST + " searches already. Delete one that you do not need.");
            }
            return new SavedSearch(caller, Client.current().actor(), kept, search, shared, clock.instant());
        });
        Entry entry = Entry.of(EventType.LOG_SEARCH_SAVE).on(target(saved));
        known.ifPresent(before -> entry.fact("before", before.getSearch()).fact("sharedBefore", before.isShared()));
        saved.change(search, shared);
        em.persist(saved);
        log.write(entry.fact("after", search).fact("shared", shared));
    }

    /** Forgets one of the caller's own. */
    public void delete(String id) {
        SavedSearch search = Optional.ofNullable(em.find(SavedSearch.class, id)).filter(some -> some.getOwnerId().equals(caller()))
                .orElseThrow(() -> new Refusal("There is no such search of yours any more. Load the page again."));
        em.remove(search);
        log.write(Entry.of(EventType.LOG_SEARCH_DELETE).on(target(search)).fact("before", search.getSearch()).fact("sharedBefore", search.isShared()));
    }

    private static Target target(SavedSearch search) {
        return Target.of("SavedSearch", search.getId(), search.getName());
    }

    private String caller() {
        return context.getCallerPrincipal().getName();
    }
}
