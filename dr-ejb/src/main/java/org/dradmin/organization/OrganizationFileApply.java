package org.dradmin.organization;

import org.dradmin.systemlog.Entry;

/**
 * An organization file without faults is being applied, in the transaction at hand. Each capability that owns a section
 * of it observes this, writes what the section says, and adds to the event what compliance staff will ask for.
 *
 * @param event the System Log's event of this import; no secrets
 * @param founding whether there was no organization before; otherwise what is there becomes what the file says
 */
public record OrganizationFileApply(OrganizationFile file, Entry event, boolean founding) {
}
