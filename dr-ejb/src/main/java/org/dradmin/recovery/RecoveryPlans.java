package org.dradmin.recovery;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.FaultyFile;
import org.dradmin.organization.FileFault;
import org.dradmin.organization.FilePart;
import org.dradmin.organization.Organization;
import org.dradmin.organization.OrganizationFileReader;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.organization.Refusal;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * The organization's recovery plan in all its versions. A version is never changed; a new one counts for the operations
 * that are requested after it.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class RecoveryPlans {

    private static final String WHAT = "The recovery plan";
    /** Characters of a plan's JSON. */
    static final int MOST_CHARACTERS = 1_000_000;

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private OrganizationFileReader files;
    @Inject
    private PlanReader reader;
    @Inject
    private Connectors connectors;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** The version that counts now. */
    @RolesAllowed({Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public RecoveryPlan current() {
        return counting(em, clock.instant());
    }

    /** As {@link #current}, for this capability's own use. */
    static RecoveryPlan counting(EntityManager em, Instant now) {
        return newest(em).orElseGet(() -> builtIn(now));
    }

    /** The newest stored version; empty while the built-in plan counts and nothing was bound to it. */
    static Optional<RecoveryPlan> newest(EntityManager em) {
        return em.createQuery("SELECT p FROM RecoveryPlan p ORDER BY p.version DESC", RecoveryPlan.class)
                .setMaxResults(1).getResultStream().findFirst();
    }

    private static RecoveryPlan builtIn(Instant now) {
        return new RecoveryPlan(1, Plan.builtIn(), Actor.SYSTEM, null, now);
    }

    /** The version that counts now, stored, so that an operation can be bound to it. */
    static RecoveryPlan stored(EntityManager em, Instant now) {
        return newest(em).orElseGet(() -> {
            RecoveryPlan builtIn = builtIn(now);
            em.persist(builtIn);
            em.flush();
            return builtIn;
        });
    }

    /** Versions, newest first. */
    @RolesAllowed({Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<RecoveryPlan> versions(int first, int most) {
        return em.createQuery("SELECT p FROM RecoveryPlan p ORDER BY p.version DESC", RecoveryPlan.class)
                .setFirstResult(first).setMaxResults(Math.min(most, Organizations.PAGE)).getResultList();
    }

    @RolesAllowed({Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<RecoveryPlan> version(int version) {
        return Optional.ofNullable(em.find(RecoveryPlan.class, version));
    }

    /** A version as JSON, to be taken away, which is an event; empty for an unknown one. Secrets in it are references. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Optional<String> export(int version) {
        Optional<String> document = Optional.of(counting(em, clock.instant())).filter(plan -> plan.getVersion() == version)
                .or(() -> version(version)).map(RecoveryPlan::getDocument);
        document.ifPresent(found -> log.writeApart(Entry.of(EventType.PLAN_EXPORT)
                .on(Target.of("RecoveryPlan", "version " + version, "Recovery plan")).fact("planVersion", version)));
        return document;
    }

    /** The types of connectors that a plan can set up. */
    @RolesAllowed({Roles.DR_READ, Roles.SETTINGS_MANAGE})
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> connectorTypes() {
        return connectors.types();
    }

    /**
     * Makes a new version of this JSON, in the shape that the organization file has it.
     *
     * @param basedOn the version that was edited: where another one has been made since, nothing is saved
     * @param remark what was changed and why; may be null
     * @return the new version's number; the current one where nothing is different
     * @throws FaultyFile with every fault and its place
     */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @AllowedWhileReadOnly("A plan that does not work must be mended to get out of a disaster, and operations stay bound to their version.")
    public int save(String json, int basedOn, String remark) {
        if (json == null || json.length() > MOST_CHARACTERS) {
            throw new Refusal("A plan has at most " + MOST_CHARACTERS + " characters.");
        }
        if (remark != null && remark.strip().length() > RecoveryOperation.REASON_LENGTH) {
            throw new Refusal("The remark takes at most " + RecoveryOperation.REASON_LENGTH + " characters.");
        }
        Organization organization = em.createQuery("SELECT o FROM Organization o", Organization.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE).getSingleResult();
        RecoveryPlan now = stored(em, clock.instant());
        if (now.getVersion() != basedOn) {
            throw new Refusal("Nothing was saved: " + now.getCreatedBy() + " has made version " + now.getVersion()
                    + " since you opened version " + basedOn + ". Look at it, then put your changes into it.");
        }
        Plan plan = read(json);
        if (plan.equals(now.getPlan())) {
            return now.getVersion();
        }
        RecoveryPlan made = new RecoveryPlan(now.getVersion() + 1, plan, Client.current().actor(),
                remark == null || remark.isBlank() ? null : remark.strip(), clock.instant());
        em.persist(made);
        log.write(Entry.of(EventType.PLAN_UPDATE).on(Target.of("RecoveryPlan", "version " + made.getVersion(), "Recovery plan"))
                .on(Target.of("Organization", organization.getId(), organization.getName()))
                .fact("planVersion", made.getVersion()).fact("remark", made.getRemark()));
        return made.getVersion();
    }

    private Plan read(String json) {
        Set<FileFault> faults = new LinkedHashSet<>();
        FilePart part = parsed(json, faults);
        Plan plan = reader.read(part, new PlanReader.Known(all("SELECT d.name FROM ProtectedDomain d"), all("SELECT r.code FROM Region r"),
                person -> exists(em, person)));
        if (!faults.isEmpty()) {
            throw FaultyFile.edited(WHAT, faults);
        }
        return plan;
    }

    private Set<String> all(String query) {
        return new HashSet<>(em.createQuery(query, String.class).getResultList());
    }

    /** Whether somebody has that username. */
    static boolean exists(EntityManager em, String username) {
        return em.createQuery("SELECT COUNT(u) FROM User u WHERE LOWER(u.username) = :name", Long.class)
                .setParameter("name", username.toLowerCase(Locale.ROOT)).getSingleResult() > 0;
    }

    private FilePart parsed(String json, Set<FileFault> faults) {
        try {
            return files.parse(WHAT, json, faults);
        } catch (FaultyFile noJson) {
            throw FaultyFile.edited(WHAT, noJson.faults());
        }
    }
}
