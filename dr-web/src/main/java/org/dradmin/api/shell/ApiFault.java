package org.dradmin.api.shell;

import org.dradmin.api.ErrorCode;

/** What a caller of the API did wrong, or may not, or what is not there. */
public class ApiFault extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final String[] causes;

    private ApiFault(ErrorCode code, String what, String... causes) {
        super(what);
        this.code = code;
        this.causes = causes;
    }

    /** @param what a field, or a few words */
    public static ApiFault invalid(String what, String... causes) {
        return new ApiFault(ErrorCode.INVALID, what, causes);
    }

    /** @param what the kind of thing and its id, as in {@code Resource not found: x (Domain)} */
    public static ApiFault notFound(String id, String kind) {
        return new ApiFault(ErrorCode.NOT_FOUND, "Resource not found: " + id + " (" + kind + ")");
    }

    public static ApiFault of(ErrorCode code, String what, String... causes) {
        return new ApiFault(code, what, causes);
    }

    ErrorCode code() {
        return code;
    }

    String[] causes() {
        return causes.clone();
    }
}
