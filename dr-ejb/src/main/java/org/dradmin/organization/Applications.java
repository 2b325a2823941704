package org.dradmin.organization;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/** The applications of the End-User Dashboard and their order. */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class Applications {

    /** As many tiles as a dashboard can hold and a person find. */
    private static final int MOST = 500;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private SystemLog log;

    /** Every application, in the order of the dashboard. */
    @RolesAllowed(Roles.APPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<Application> all() {
        return new ArrayList<>(em.createQuery("SELECT a FROM Application a ORDER BY a.place, a.label", Application.class).getResultList());
    }

    /** What is said of an application; empty for an id that none has. */
    @RolesAllowed(Roles.APPS_READ)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ApplicationFacts> facts(String id) {
        return Optional.ofNullable(id == null ? null : em.find(Application.class, id)).map(Application::facts);
    }

    /** Makes one, as the last of the dashboard. @return its id */
    @RolesAllowed(Roles.APPS_MANAGE)
    public String create(ApplicationFacts typed) {
        List<Application> all = all();
        ApplicationFacts facts = checked(typed, all, null);
        if (all.size() >= MOST) {
            throw new Refusal("Nothing was changed: a dashboard holds at most " + MOST + " applications.");
        }
        Application made = new Application(facts.label(), facts.domain(), facts.path(), all.size());
        em.persist(made);
        place(all);
        log.write(about(EventType.TILE_CREATE, made).fact("after", ChangedFact.words(facts.words())));
        return made.getId();
    }

    /** @param seen what the caller saw; {@link Outdated} where that has been changed since. Without effect where nothing differs. */
    @RolesAllowed(Roles.APPS_MANAGE)
    public void change(String id, ApplicationFacts seen, ApplicationFacts typed) {
        Application application = find(id, seen.label());
        ApplicationFacts facts = checked(typed, all(), application);
        Outdated.refuseIf("The application " + application.getLabel(), ChangedFact.between(seen.words(), application.facts().words()));
        List<ChangedFact> changed = ChangedFact.between(seen.words(), facts.words());
        if (!changed.isEmpty()) {
            application.describe(facts);
            log.write(ChangedFact.told(about(EventType.TILE_UPDATE, application), changed));
        }
    }

    /** Moves it one place towards the beginning or the end of the dashboard; without effect at the end of the row. */
    @RolesAllowed(Roles.APPS_MANAGE)
    public void move(String id, boolean towardsTheBeginning) {
        List<Application> all = all();
        Application application = find(id, id);
        int from = all.indexOf(application);
        int to = towardsTheBeginning ? from - 1 : from + 1;
        if (to >= 0 && to < all.size()) {
            String before = order(all);
            Collections.swap(all, from, to);
            place(all);
            log.write(about(EventType.TILE_ORDER, application).fact("before", before).fact("after", order(all)));
        }
    }

    @RolesAllowed(Roles.APPS_MANAGE)
    public void delete(String id) {
        Application application = find(id, id);
        em.remove(application);
        log.write(about(EventType.TILE_DELETE, application).fact("before", ChangedFact.words(application.facts().words())));
    }

    private ApplicationFacts checked(ApplicationFacts typed, List<Application> all, Application itself) {
        FieldCheck fields = new FieldCheck();
        ApplicationFacts facts = typed.checked(fields);
        if (all.stream().anyMatch(other -> other != itself && other.getLabel().equals(facts.label()))) {
            fields.fault("label", "There is an application with this label already.");
        }
        if (facts.domain() != null && em.find(ProtectedDomain.class, facts.domain()) == null) {
            fields.fault("domain", "The organization has no protected domain of this name.");
        }
        fields.done();
        return facts;
    }

    private static void place(List<Application> all) {
        for (int place = 0; place < all.size(); place++) {
            all.get(place).stand(place);
        }
    }

    private static String order(List<Application> all) {
        return all.stream().map(Application::getLabel).collect(Collectors.joining(", "));
    }

    private Application find(String id, String label) {
        Application application = id == null ? null : em.find(Application.class, id);
        if (application == null) {
            throw Outdated.gone("the application " + label);
        }
        return application;
    }

    private static Entry about(EventType type, Application application) {
        return Entry.of(type).on(Target.of("AppInstance", application.getId(), application.getLabel()));
    }
}
