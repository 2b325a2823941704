package org.dradmin.organization;

/**
 * An organization file is being checked; nothing has been written. Each capability that owns a section of it observes
 * this and says what is wrong there with {@link FilePart#fault}. Nothing may be written.
 */
public record OrganizationFileCheck(OrganizationFile file) {
}
