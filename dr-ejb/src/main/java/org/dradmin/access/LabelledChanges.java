package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.FaultyField;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** What is done to roles and to resource sets alike, each with its event, in the transaction at hand. */
@ApplicationScoped
class LabelledChanges {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private RecoveryGrants recoveryGrants;
    @Inject
    private Names principals;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** By id or label. */
    <T extends Labelled> Optional<T> find(Class<T> type, String idOrLabel) {
        return Optional.ofNullable(em.find(type, idOrLabel)).or(() -> em.createQuery("SELECT x FROM " + type.getSimpleName() + " x WHERE x.label = :label", type)
                .setParameter("label", idOrLabel).getResultStream().findFirst());
    }

    /** The label, checked and free. @param but whose own it may be; null for none */
    <T extends Labelled> String free(Class<T> type, String kind, String label, String but) {
        String checked = Labels.label(label);
        if (find(type, checked).filter(other -> !other.getId().equals(but)).isPresent()) {
            throw new FaultyField("label", "There is a " + kind + " with this label already.");
        }
        return checked;
    }

    /** @param fact name and value of what the event tells beside all that was made */
    void make(Labelled made, EventType type, String... fact) {
        made.changed(by(), clock.instant());
        em.persist(made);
        log.write(about(made, type).fact(fact[0], fact[1]).fact("after", Difference.words(made.facts())));
    }

    /** Without effect where nothing is different. @param kind in words @param fact name and value of what the event tells beside the difference; or none */
    void change(Labelled changed, String kind, EventType type, Runnable change, String... fact) {
        Map<String, String> was = changed.facts();
        var before = recoveryGrants.now();
        change.run();
        Difference difference = new Difference(was, changed.facts());
        if (difference.isNone()) {
            return;
        }
        changed.changed(by(), clock.instant());
        em.lock(changed, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
        Entry entry = difference.told(about(changed, type));
        log.write(fact.length == 0 ? entry : entry.fact(fact[0], fact[1]));
        recoveryGrants.tell(before, "The " + kind + " " + changed.getLabel() + " was changed.");
    }

    /** It and these assignments, which are all there are, go together. */
    void delete(Labelled deleted, List<RoleAssignment> assignments, EventType type) {
        assignments.forEach(em::remove);
        em.flush();
        em.remove(deleted);
        log.write(about(deleted, type).fact("before", Difference.words(deleted.facts())).fact("assignments", assignments.size())
                .fact("taken", principals.told(assignments)));
    }

    private static String by() {
        return Client.current().actor().displayName();
    }

    private static Entry about(Labelled thing, EventType type) {
        return Entry.of(type).on(Target.of(thing.kind(), thing.getId(), thing.getLabel()));
    }
}
