package org.dradmin.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/**
 * The organization is being written as an organization file. Each capability that owns a section observes this and adds
 * it; secrets only as hashes. What it writes, it reads again without a difference.
 */
public record OrganizationFileWrite(ObjectNode document) {

    /** A text that the reader is to take as it is: what would look like a reference to it is escaped. */
    public static String text(String plain) {
        return plain.replace("${", "$${");
    }

    /** Adds a list of texts, unless it is empty. */
    public static void list(ObjectNode object, String key, Collection<String> texts) {
        if (!texts.isEmpty()) {
            ArrayNode array = object.putArray(key);
            texts.forEach(each -> array.add(text(each)));
        }
    }
}
