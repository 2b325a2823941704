package org.dradmin.organization;

/** One value of a form or of a request cannot be taken: which, and what it takes. The message names the field first. */
public class FaultyField extends Refusal {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;

    public FaultyField(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
        this.reason = reason;
    }

    /** As the API calls it. */
    public String field() {
        return field;
    }

    /** For where the name of the field stands already. */
    public String reason() {
        return reason;
    }
}
