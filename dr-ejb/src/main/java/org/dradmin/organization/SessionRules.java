package org.dradmin.organization;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import org.dradmin.platform.Roles;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * How long people stay signed in: as the organization says, and never longer than the server's settings allow. It is
 * asked at every request, so that a change counts at the next one, on every node and for sessions that there are.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class SessionRules {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private Settings settings;
    @Inject
    private SystemLog log;

    /** What counts now. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public SessionTimes times() {
        return limits().with(stored());
    }

    /** What the server allows at most. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public SessionTimes limits() {
        return SessionTimes.limits(settings);
    }

    /** What the organization itself says. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public SessionMinutes own() {
        return stored();
    }

    /** @param seen what the caller saw; {@link Outdated} where that has been changed since. Without effect where nothing differs. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void change(SessionMinutes seen, SessionMinutes typed) {
        Organization organization = em.createQuery("SELECT o FROM Organization o", Organization.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult();
        Outdated.refuseIf("This", ChangedFact.between(seen.words(), organization.sessionMinutes().words()));
        FieldCheck fields = new FieldCheck();
        typed.faults(limits()).forEach(fields::fault);
        fields.done();
        List<ChangedFact> changed = ChangedFact.between(seen.words(), typed.words());
        if (!changed.isEmpty()) {
            organization.limitSessions(typed);
            log.write(ChangedFact.told(Entry.of(EventType.SESSION_TIMES)
                    .on(Target.of("Organization", organization.getId(), organization.getName())), changed));
        }
    }

    private SessionMinutes stored() {
        return em.createQuery("SELECT o FROM Organization o", Organization.class).getResultStream().findFirst()
                .map(Organization::sessionMinutes).orElse(SessionMinutes.NONE);
    }
}
