package org.dradmin.organization;

import java.util.List;

/**
 * An organization file without faults is compared with the organization as it is. Each capability that owns a section
 * of it observes this and adds what an import would change there. Nothing may be written.
 */
public record OrganizationFileCompare(OrganizationFile file, List<SectionDifference> differences) {
}
