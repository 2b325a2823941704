package org.dradmin.access;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dradmin.organization.TypedText;

/** What a form says about a person, and what an admin saw before changing it. */
public record PersonFacts(String username, String displayName, String email) implements Serializable {

    /** As they are kept, each checked; a {@code FaultyField} says what cannot be taken. */
    PersonFacts checked() {
        PersonFacts clean = new PersonFacts(TypedText.line("username", username, User.NAME_LENGTH),
                TypedText.line("displayName", displayName, User.NAME_LENGTH), EmailAddress.checked("email", email));
        int length = User.key(clean.username).length();
        if (length > User.NAME_LENGTH) {
            throw TypedText.tooLong("username", length, User.NAME_LENGTH);
        }
        return clean;
    }

    /** For the System Log, part by part. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("username", username);
        facts.put("displayName", displayName);
        facts.put("email", email);
        return facts;
    }
}
