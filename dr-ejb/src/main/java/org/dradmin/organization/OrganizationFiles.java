package org.dradmin.organization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.Entry;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.SystemLog;
import org.dradmin.systemlog.Target;

/**
 * The organization as a file, to be taken away and to be brought back. An import makes the organization what the file
 * says: what is not in it goes. It is all or nothing, and does only what was shown before.
 */
@Stateless
@Interceptors(ReadOnlyDoor.class)
public class OrganizationFiles {

    /** Characters of a file. */
    public static final int MOST_CHARACTERS = 4_000_000;
    /** Of one section's differences in the event; more than anybody reads of it. */
    private static final int MOST_TOLD = 20_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private OrganizationFileReader reader;
    @Inject
    private OrganizationUpdate update;
    @Inject
    private Event<OrganizationFileCheck> check;
    @Inject
    private Event<OrganizationFileCompare> compare;
    @Inject
    private Event<OrganizationFileApply> apply;
    @Inject
    private Event<OrganizationFileWrite> write;
    @Inject
    private SystemLog log;

    /** The organization as a file without secrets: passwords and secrets are hashes. Every export is an event. */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public String export() {
        ObjectNode document = JSON.createObjectNode();
        write.fire(new OrganizationFileWrite(document));
        Organization organization = organization();
        log.writeApart(Entry.of(EventType.ORGANIZATION_EXPORT).on(Target.of("Organization", organization.getId(), organization.getName())));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What importing this text would do, section by section; those in which nothing differs are left out.
     *
     * @throws FaultyFile with every fault and its place
     */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<SectionDifference> compare(String name, String text) {
        return differences(checked(name, text));
    }

    /**
     * Makes the organization what this text says, in one transaction.
     *
     * @param shown what {@link #compare} answered: where it would do something else by now, nothing is done
     * @throws FaultyFile with every fault and its place
     */
    @RolesAllowed(Roles.SETTINGS_MANAGE)
    public void apply(String name, String text, List<SectionDifference> shown) {
        OrganizationFile file = checked(name, text);
        List<SectionDifference> differences = differences(file);
        if (!differences.equals(shown)) {
            throw new Refusal("Nothing was imported: the organization has been changed since the differences were shown. Look at them again.");
        }
        Organization organization = organization();
        Entry event = Entry.of(EventType.ORGANIZATION_IMPORT).on(Target.of("Organization", organization.getId(), file.name())).fact("file", name);
        differences.forEach(difference -> event.fact("changes to " + difference.section(), told(difference.words())));
        organization.rename(file.name());
        update.write(file);
        apply.fire(new OrganizationFileApply(file, event, false));
        log.write(event);
    }

    private OrganizationFile checked(String name, String text) {
        if (text == null || text.length() > MOST_CHARACTERS) {
            throw new Refusal("An organization file to be imported here has at most " + MOST_CHARACTERS + " characters.");
        }
        OrganizationFile file = reader.read(name, text, organization().getId());
        check.fire(new OrganizationFileCheck(file));
        file.refuseIfFaulty();
        return file;
    }

    private List<SectionDifference> differences(OrganizationFile file) {
        List<SectionDifference> all = new ArrayList<>();
        compare.fire(new OrganizationFileCompare(file, all));
        return new ArrayList<>(all.stream().filter(difference -> !difference.isNone()).toList());
    }

    private Organization organization() {
        return em.createQuery("SELECT o FROM Organization o", Organization.class).getSingleResult();
    }

    private static String told(String words) {
        return words.length() <= MOST_TOLD ? words : words.substring(0, MOST_TOLD) + "… and more.";
    }
}
