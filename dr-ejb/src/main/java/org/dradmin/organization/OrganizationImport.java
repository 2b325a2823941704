package org.dradmin.organization;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * Makes the organization of an installation that has none, from an organization file or empty. It is all or nothing:
 * every capability checks its sections before anything is written, and everything is written in one transaction.
 * Anyone may call this, because it works once: the database holds one organization only.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class OrganizationImport {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private OrganizationFileReader reader;
    @Inject
    private OrganizationUpdate update;
    @Inject
    private Event<OrganizationFileCheck> check;
    @Inject
    private Event<OrganizationFileApply> apply;
    @Inject
    private SystemLog log;
    @Inject
    private Clock clock;

    /** Makes the organization that the file describes; {@link FaultyFile} says what is wrong with it. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void found(Path file) {
        Path name = file.getFileName();
        write(reader.read(file), Entry.of(EventType.ORGANIZATION_IMPORT).fact("file", name));
    }

    /** Makes an organization without anything in it. */
    @PermitAll
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void foundEmpty() {
        write(reader.read("(empty)", OrganizationFile.EMPTY), Entry.of(EventType.ORGANIZATION_CREATED));
    }

    private void write(OrganizationFile file, Entry event) {
        check.fire(new OrganizationFileCheck(file));
        file.refuseIfFaulty();
        Instant now = clock.instant();
        em.persist(new Organization(file.id(), file.name(), now));
        // Of several nodes that start at once, all but one stop here: the database takes one organization.
        em.flush();
        update.write(file);
        event.on(Target.of("Organization", file.id(), file.name()))
                .fact("regions", file.regions().size()).fact("domains", file.domains().size())
                .fact("applications", file.applications().size()).fact("features", file.features());
        apply.fire(new OrganizationFileApply(file, event, true));
        log.write(event);
    }
}
