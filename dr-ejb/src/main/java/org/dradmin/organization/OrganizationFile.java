package org.dradmin.organization;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The organization as code: what an organization file says, checked as far as this capability owns it. People and
 * their roles, and the recovery plan, are read from {@link #document()} by the capability that owns them.
 *
 * @param fileName for messages
 * @param id the organization's id, made where the file gives none
 * @param document the whole file; its faults so far are in {@code faults}
 */
public record OrganizationFile(String fileName, String id, String name, List<RegionEntry> regions, List<DomainEntry> domains,
        List<ApplicationEntry> applications, Map<Feature, Boolean> features, SessionMinutes sessions, FilePart document,
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

    /** Refuses what is not right in here; faults of other parts are added by the observers of {@link OrganizationFileCheck}. */
    void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new FaultyFile(fileName, faults);
        }
    }
}
