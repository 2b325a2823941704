package org.dradmin.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dradmin.organization.FilePart;
import org.dradmin.recovery.Plan.Entry;
import org.dradmin.recovery.Plan.Group;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.Connectors;
import org.dradmin.recovery.connector.manual.ManualConnector;
import org.dradmin.recovery.connector.manual.ManualSettings;

/** Reads a recovery plan strictly: whatever is wrong is said at its place, all of it at once. */
@ApplicationScoped
class PlanReader {

    private static final int MOST_WAIT_MINUTES = 24 * 60;

    @Inject
    private Connectors connectors;

    /**
     * What a plan may name of the organization.
     *
     * @param domains its protected domains
     * @param regions the codes of its regions
     * @param people whether somebody has that username
     */
    record Known(Set<String> domains, Set<String> regions, Predicate<String> people) {
    }

    /** @return the plan; worth nothing where faults were said */
    Plan read(FilePart plan, Known known) {
        plan.object("connectors", "failover", "failback");
        Map<String, Entry> entries = entries(plan.get("connectors"), known);
        Plan read = new Plan(entries, groups(plan.get("failover"), entries, known.domains()),
                groups(plan.get("failback"), entries, known.domains()));
        checkOrder(plan.get("failover"), read);
        return read;
    }

    /** What a connector counts on must have been done when its turn comes. */
    private void checkOrder(FilePart failover, Plan plan) {
        Set<String> earlier = new HashSet<>();
        for (Group group : plan.failover()) {
            for (Step step : group.steps()) {
                countsOn(plan.entry(step)).filter(name -> !earlier.contains(name)).ifPresent(name -> failover.fault("The step \""
                        + step.name() + "\" counts on the step \"" + name + "\", which must stand in an earlier group."));
            }
            group.steps().forEach(step -> earlier.add(step.name()));
        }
    }

    private Optional<String> countsOn(Entry entry) {
        try {
            return connectors.configured(entry.type(), entry.settings()).countsOn();
        } catch (IllegalArgumentException e) {
            // It was said already where the connector stands.
            return Optional.empty();
        }
    }

    private Map<String, Entry> entries(FilePart part, Known known) {
        Map<String, Entry> entries = new TreeMap<>();
        part.members().forEach((name, connector) -> {
            connector.object("type", "settings");
            String type = connector.get("type").text(64);
            if (!name.matches("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?")) {
                connector.fault("A connector's name takes small letters, digits and hyphens.");
            } else if (connectors.types().contains(name)) {
                connector.fault("\"" + name + "\" is a type of connectors; give this one a name of its own.");
            }
            entries.put(name, new Entry(type, connector.get("settings").json()));
            if (!type.isEmpty()) {
                check(connectors.types().contains(type) ? connector.get("settings") : connector.get("type"), entries.get(name))
                        .ifPresent(set -> checkNames(connector.get("settings"), entries.get(name), set, known));
            }
        });
        return entries;
    }

    /** Sets the connector up once, to hear what is wrong with its settings. */
    private Optional<Configured<?>> check(FilePart place, Entry entry) {
        try {
            return Optional.of(connectors.configured(entry.type(), entry.settings()));
        } catch (IllegalArgumentException e) {
            place.fault(e.getMessage());
            return Optional.empty();
        }
    }

    /** What would be found out only when it is needed. */
    private static void checkNames(FilePart place, Entry entry, Configured<?> set, Known known) {
        set.regions().stream().filter(region -> !known.regions().contains(region)).sorted().forEach(region -> place.fault("There is no region \""
                + region + "\": name regions by their codes (" + String.join(", ", new TreeSet<>(known.regions())) + ")."));
        ManualConnector.asks(entry).map(ManualSettings::person).filter(person -> !known.people().test(person)).ifPresent(person ->
                place.get("person").fault("Nobody has the username \"" + person + "\": nobody could confirm the step."));
    }

    private List<Group> groups(FilePart list, Map<String, Entry> entries, Set<String> domains) {
        List<Group> groups = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (FilePart part : list.someItems("step")) {
            if (part.get("connector").isPresent()) {
                // A step that stands alone is a group of its own.
                Step step = step(part, entries, domains, names);
                groups.add(new Group(step.name(), List.of(step)));
            } else {
                part.object("name", "steps");
                List<Step> steps = new ArrayList<>();
                part.get("steps").someItems("step").forEach(step -> steps.add(step(step, entries, domains, names)));
                groups.add(new Group(part.get("name").text(200), steps));
            }
        }
        if (groups.stream().mapToInt(group -> group.steps().size()).sum() > Plan.MOST_STEPS) {
            list.fault("A plan has at most " + Plan.MOST_STEPS + " steps in each direction.");
        }
        return groups;
    }

    private Step step(FilePart part, Map<String, Entry> entries, Set<String> domains, Set<String> names) {
        part.object("name", "connector", "organization", "domains", "passUnreachable", "waitMinutes");
        String name = part.get("name").text(200);
        if (!name.isEmpty() && !names.add(name)) {
            part.get("name").fault("A step with this name stands above already.");
        }
        String connector = part.get("connector").text(64);
        if (!connector.isEmpty() && !entries.containsKey(connector)) {
            knownWithoutSettings(part.get("connector"), connector, entries);
        }
        List<String> only = new ArrayList<>();
        for (FilePart domain : part.get("domains").items()) {
            String domainName = domain.text(255);
            only.add(domainName);
            if (!domainName.isEmpty() && !domains.contains(domainName)) {
                domain.fault(domain.quoted() + " is no protected domain of this organization.");
            }
        }
        boolean organization = part.get("organization").flag(false);
        if (organization && !only.isEmpty()) {
            part.get("domains").fault("A step for the whole organization names no domains.");
        }
        return new Step(name, connector, organization, only, part.get("passUnreachable").flag(false),
                part.get("waitMinutes").integer(0, MOST_WAIT_MINUTES, 0));
    }

    private void knownWithoutSettings(FilePart place, String connector, Map<String, Entry> entries) {
        if (connectors.types().contains(connector)) {
            check(place, new Entry(connector, null));
            return;
        }
        place.fault("There is no connector named \"" + connector + "\": name one of the plan's own"
                + (entries.isEmpty() ? "" : " (" + String.join(", ", entries.keySet()) + ")") + ", or one that needs no settings. Types are: "
                + String.join(", ", connectors.types()) + ".");
    }
}
