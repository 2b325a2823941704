package org.dradmin.recovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.organization.FilePart;
import org.dradmin.organization.OrganizationFile;
import org.dradmin.organization.OrganizationFile.DomainEntry;
import org.dradmin.organization.OrganizationFile.RegionEntry;
import org.dradmin.organization.OrganizationFileApply;
import org.dradmin.organization.OrganizationFileCheck;
import org.dradmin.organization.OrganizationFileCompare;
import org.dradmin.organization.OrganizationFileWrite;
import org.dradmin.organization.SectionDifference;
import org.dradmin.recovery.connector.frontdoor.Routes;
import org.dradmin.systemlog.Actor;
import org.dradmin.systemlog.Client;

/** This capability's part in importing an organization file: the recovery plan, and the front door's new domains. */
@ApplicationScoped
class PlanImport {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private PlanReader reader;
    @Inject
    private Routes routes;
    @Inject
    private Clock clock;

    void check(@Observes OrganizationFileCheck check) {
        plan(check.file());
    }

    void apply(@Observes OrganizationFileApply apply) {
        Plan wanted = plan(apply.file());
        Optional<RecoveryPlan> newest = RecoveryPlans.newest(em);
        if (newest.isEmpty() || !newest.get().getPlan().equals(wanted)) {
            RecoveryPlan made = new RecoveryPlan(newest.map(RecoveryPlan::getVersion).orElse(0) + 1, wanted,
                    apply.founding() ? Actor.SYSTEM : Client.current().actor(), "From the organization file", clock.instant());
            em.persist(made);
            apply.event().fact("planVersion", made.getVersion());
        }
        routes.readAnew();
    }

    void compare(@Observes OrganizationFileCompare compare) {
        Plan now = RecoveryPlans.counting(em, clock.instant()).getPlan();
        Plan wanted = plan(compare.file());
        Map<String, String> before = words(now);
        Map<String, String> after = words(wanted);
        if (!now.equals(wanted) && before.equals(after)) {
            after.put("Settings", "other ones than now");
        }
        compare.differences().add(SectionDifference.between("Recovery plan", Map.of("Plan", before), Map.of("Plan", after)));
    }

    private static Map<String, String> words(Plan plan) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Failover", steps(plan.failover()));
        words.put("Failback", steps(plan.failback()));
        words.put("Connectors", plan.connectors().entrySet().stream().map(one -> one.getKey() + " (" + one.getValue().type() + ")")
                .collect(Collectors.joining(", ")));
        return words;
    }

    private static String steps(List<Plan.Group> groups) {
        return groups.stream().map(group -> group.steps().stream().map(Step::name).collect(Collectors.joining(" and ")))
                .collect(Collectors.joining(", then "));
    }

    void write(@Observes OrganizationFileWrite write) {
        try {
            write.document().set("plan", JSON.readTree(RecoveryPlans.counting(em, clock.instant()).getDocument()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored recovery plan is not readable.", e);
        }
    }

    /** A plan with nothing in it means the built-in one. */
    private Plan plan(OrganizationFile file) {
        FilePart plan = file.document().get("plan");
        Set<String> domains = file.domains().stream().map(DomainEntry::name).collect(Collectors.toSet());
        Set<String> regions = file.regions().stream().map(RegionEntry::code).collect(Collectors.toSet());
        Set<String> people = file.document().get("users").items().stream()
                .map(user -> user.get("username").json()).filter(Objects::nonNull).map(name -> name.asText("").toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return plan.members().isEmpty() ? Plan.builtIn() : reader.read(plan, new PlanReader.Known(domains, regions,
                person -> people.contains(person.toLowerCase(Locale.ROOT)) || RecoveryPlans.exists(em, person)));
    }
}
