package org.dradmin.organization;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.organization.OrganizationFile.ApplicationEntry;
import org.dradmin.organization.OrganizationFile.DomainEntry;
import org.dradmin.organization.OrganizationFile.EndpointEntry;
import org.dradmin.organization.OrganizationFile.RegionEntry;

/** Reads this capability's sections of an organization file, each value checked where it stands. */
final class OrganizationSections {

    private final FilePart root;
    private final SessionTimes limits;
    private final Set<String> regionCodes = new HashSet<>();
    private final Set<String> domainNames = new HashSet<>();

    /** @param limits what the server allows of session times */
    OrganizationSections(FilePart root, SessionTimes limits) {
        this.limits = limits;
        this.root = root.object("$schema", "organization", "regions", "domains", "applications", "users", "groups", "adminRoles",
                "resourceSets", "assignments", "apiClients", "features", "sessions", "plan");
    }

    /** @param known the id of the organization that there is; null where there is none yet */
    OrganizationFile read(String fileName, Collection<FileFault> faults, String known) {
        FilePart organization = root.get("organization").object("id", "name");
        String id = organization.get("id").text(64, known == null ? UUID.randomUUID().toString() : known);
        if (known != null && !id.equals(known) && !id.isEmpty()) {
            organization.get("id").fault("This is the file of another organization: the id of this one is " + known + ".");
        }
        if (!id.matches("[A-Za-z0-9_-]*")) {
            organization.get("id").fault("An id takes letters, digits, hyphens and underscores.");
        }
        root.get("$schema").text(1000, "");
        return new OrganizationFile(fileName, id, organization.get("name").text(200), regions(), domains(), applications(),
                features(), sessions(), root, faults);
    }

    private List<RegionEntry> regions() {
        List<RegionEntry> regions = new ArrayList<>();
        for (FilePart part : root.get("regions").items()) {
            FilePart region = part.object("code", "name", "ipRanges");
            String code = region.get("code").text(64);
            if (!code.matches(RegionFacts.CODE)) {
                region.get("code").fault("A region's code takes small letters, digits and hyphens, with no hyphen at either end.");
            }
            unique(regionCodes, code, region.get("code"), "A region with this code");
            Set<String> ranges = new HashSet<>();
            List<String> written = new ArrayList<>();
            for (FilePart range : region.get("ipRanges").items()) {
                String cidr = checked(range, 64, "no address range", Cidr::of, "");
                unique(ranges, cidr, range, "This address range");
                written.add(cidr);
            }
            regions.add(new RegionEntry(code, region.get("name").text(200), written));
        }
        return regions;
    }

    private List<DomainEntry> domains() {
        List<DomainEntry> domains = new ArrayList<>();
        FilePart defaultOne = null;
        for (FilePart part : root.get("domains").items()) {
            FilePart domain = part.object("name", "default", "primary", "disasterRecovery");
            String name = checked(domain.get("name"), 255, "no DNS name", DnsName::of, "");
            unique(domainNames, name, domain.get("name"), "A domain with this name");
            boolean isDefault = domain.get("default").flag(false);
            if (isDefault && defaultOne != null) {
                domain.get("default").fault("There is a default domain already; an organization has exactly one.");
            }
            defaultOne = isDefault ? domain : defaultOne;
            EndpointEntry primary = endpoint(domain.get("primary"));
            EndpointEntry recovery = endpoint(domain.get("disasterRecovery"));
            if (!primary.region().isEmpty() && primary.region().equals(recovery.region())) {
                domain.get("disasterRecovery").get("region").fault("The disaster recovery region is the primary region; it must be another one.");
            }
            if (primary.endpoint() != null && primary.endpoint().equals(recovery.endpoint())) {
                domain.get("disasterRecovery").get("endpoint").fault("Both regions have the same endpoint, so a failover would move nothing.");
            }
            domains.add(new DomainEntry(name, isDefault, primary, recovery));
        }
        if (!domains.isEmpty() && defaultOne == null) {
            root.get("domains").fault("No domain is the default domain: one needs \"default\": true.");
        }
        return domains;
    }

    private EndpointEntry endpoint(FilePart side) {
        side.object("region", "endpoint");
        String region = side.get("region").text(64);
        refer(regionCodes, region, side.get("region"), "region");
        return new EndpointEntry(region, checked(side.get("endpoint"), 2000, "no endpoint", Endpoint::of, (URI) null));
    }

    private List<ApplicationEntry> applications() {
        List<ApplicationEntry> applications = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (FilePart part : root.get("applications").items()) {
            FilePart application = part.object("label", "domain", "path");
            String label = application.get("label").text(200);
            unique(labels, label, application.get("label"), "An application with this label");
            String domain = checked(application.get("domain"), 255, "no DNS name", DnsName::of, "");
            refer(domainNames, domain, application.get("domain"), "domain");
            String path = checked(application.get("path"), 1000, "no path", Endpoint::requirePath, "");
            applications.add(new ApplicationEntry(label, domain, path));
        }
        return applications;
    }

    private Map<Feature, Boolean> features() {
        Map<Feature, Boolean> features = new EnumMap<>(Feature.class);
        root.get("features").members().forEach((key, part) -> Feature.of(key).ifPresentOrElse(feature -> features.put(feature, part.flag()),
                () -> part.fault("There is no feature of this name. Known are "
                        + Arrays.stream(Feature.values()).map(Feature::key).collect(Collectors.joining(", ")) + ".")));
        return features;
    }

    private SessionMinutes sessions() {
        FilePart part = root.get("sessions");
        if (!part.isPresent()) {
            return SessionMinutes.NONE;
        }
        part.object("idleMinutes", "lifetimeMinutes", "stepUpMinutes");
        SessionMinutes own = new SessionMinutes(minutes(part.get("idleMinutes")), minutes(part.get("lifetimeMinutes")), minutes(part.get("stepUpMinutes")));
        own.faults(limits).forEach((key, reason) -> part.get(key).fault(reason));
        return own;
    }

    private static Integer minutes(FilePart part) {
        int minutes = part.integer(1, Integer.MAX_VALUE, 0);
        return minutes == 0 ? null : minutes;
    }

    /** The value made of a text, or what stands for none where the text is wrong. */
    private static <T> T checked(FilePart part, int most, String wrong, Function<String, T> rule, T none) {
        String text = part.text(most);
        try {
            return text.isEmpty() ? none : rule.apply(text);
        } catch (IllegalArgumentException e) {
            part.fault(part.quoted() + " is " + wrong + ": " + e.getMessage() + ".");
            return none;
        }
    }

    private static void unique(Set<String> seen, String value, FilePart part, String what) {
        if (!value.isEmpty() && !seen.add(value)) {
            part.fault(what + " is in this list already: " + part.quoted() + ".");
        }
    }

    private static void refer(Set<String> known, String value, FilePart part, String what) {
        if (!value.isEmpty() && !known.contains(value)) {
            part.fault("There is no " + what + " " + part.quoted() + " in this file.");
        }
    }
}
