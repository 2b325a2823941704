package org.dradmin.organization;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The organization as code: what an organization file says, checked as far as this capability owns it. People and
 * their roles are read from {@link #document()} by the capability that owns them.
 *
 * @param fileName for messages
 * @param id the organization's id, made where the file gives none
 * @param plan steps of the organization's own plan; without steps the built-in plan is meant
 * @param document the whole file; its faults so far are in {@code faults}
 */
public record OrganizationFile(String fileName, String id, String name, List<RegionEntry> regions, List<DomainEntry> domains,
        List<ApplicationEntry> applications, Map<Feature, Boolean> features, PlanEntry plan, FilePart document,
        Collection<FileFault> faults) {

    /** A file that says no more than that there is an organization. */
    static final String EMPTY = "{\"organization\": {\"name\": \"Organization\"}}";

    /** A region with its address ranges in canonical form. */
    public record RegionEntry(String code, String name, List<String> ipRanges) {
    }

    /** A protected domain's place in one region. */
    public record EndpointEntry(String region, URI endpoint) {
    }

    /** A protected domain, its name in the form of {@link DnsName#of}. */
    public record DomainEntry(String name, boolean isDefault, EndpointEntry primary, EndpointEntry recovery) {
    }

    /** A tile of the dashboard. */
    public record ApplicationEntry(String label, String domain, String path) {
    }

    /** A step and where it stands in the file, so that the recovery capability can say what it does not know. */
    public record StepEntry(String name, String connector, FilePart place) {
    }

    /** The steps of both directions. */
    public record PlanEntry(List<StepEntry> failover, List<StepEntry> failback) {

        /** Whether the file leaves the plan to the program. */
        public boolean isBuiltIn() {
            return failover.isEmpty() && failback.isEmpty();
        }
    }

    /** Refuses what is not right in here; faults of other parts are added by the observers of {@link OrganizationFileCheck}. */
    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new FaultyFile(fileName, faults);
        }
    }
}
