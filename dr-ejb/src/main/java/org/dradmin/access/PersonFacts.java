package org.dradmin.access;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dradmin.organization.FieldCheck;
import org.dradmin.organization.TypedText;

/** What a form says about a person, and what an admin saw before changing it. */
public record PersonFacts(String username, String displayName, String email) implements Serializable {

    /** As they are kept; what cannot be taken is found by the check. */
    PersonFacts checked(FieldCheck fields) {
        return new PersonFacts(fields.of(this::checkedUsername), fields.of(() -> TypedText.line("displayName", displayName, User.NAME_LENGTH)),
                fields.of(() -> EmailAddress.checked("email", email)));
    }

    private String checkedUsername() {
        String line = TypedText.line("username", username, User.NAME_LENGTH);
        int length = User.key(line).length();
        if (length > User.NAME_LENGTH) {
            throw TypedText.tooLong("username", length, User.NAME_LENGTH);
        }
        return line;
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
