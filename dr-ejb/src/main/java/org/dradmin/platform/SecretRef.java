package org.dradmin.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * Where a secret is, never what it is: {@code env:DR_SECRET_NAME} or {@code file:name} in the directory of
 * {@code dr.secrets.dir}. It may stand in plans, exports and logs. {@link Secrets} reads it when it is needed.
 */
public record SecretRef(@JsonValue String reference) {

    private static final Pattern FORM = Pattern.compile("env:DR_SECRET_[A-Z0-9_]+|file:[A-Za-z0-9][A-Za-z0-9._-]*");

    @JsonCreator
    public SecretRef {
        if (reference == null || !FORM.matcher(reference).matches()) {
            // What was given may be the secret itself: it is not repeated.
            throw new IllegalArgumentException("A secret is given by reference: env:DR_SECRET_… for an environment variable of "
                    + "the server, or file:… for a file in its directory dr.secrets.dir; never by its value.");
        }
    }

    @Override
    public String toString() {
        return reference;
    }
}
