package org.dradmin.api;

/** The errors of the API: code, status and summary as the wire contract has them. */
public enum ErrorCode {

    INVALID("E0000001", 400, "Api validation failed: "),
    MALFORMED("E0000003", 400, "The request body was not well-formed."),
    FORBIDDEN("E0000006", 403, "You do not have permission to perform the requested action"),
    NOT_FOUND("E0000007", 404, "Not found: "),
    NO_SUCH_PATH("E0000008", 404, "The requested path was not found"),
    INTERNAL("E0000009", 500, "Internal Server Error"),
    READ_ONLY("E0000010", 503, "Service is in read only mode"),
    INVALID_TOKEN("E0000011", 401, "Invalid token provided"),
    NOT_ENABLED("E0000015", 401, "You do not have permission to access the feature you are requesting"),
    MEDIA_TYPE("E0000021", 400, "Bad request. Accept and/or Content-Type headers are likely not set."),
    METHOD("E0000022", 405, "The endpoint does not support the provided HTTP method"),
    SEARCH("E0000031", 400, "Invalid search criteria."),
    RATE_LIMIT("E0000047", 429, "API call exceeded rate limit due to too many requests."),
    FILTER("E0000053", 400, "Invalid filter: "),
    DUPLICATE_ROLE("E0000090", 409, "The role specified is already assigned to the user.");

    private final String code;
    private final int status;
    private final String summary;

    ErrorCode(String code, int status, String summary) {
        this.code = code;
        this.status = status;
        this.summary = summary;
    }

    public String code() {
        return code;
    }

    public int status() {
        return status;
    }

    /** The sentence; one that ends with a colon goes on with what is meant. */
    public String summary(String what) {
        return summary.endsWith(": ") ? summary + what : summary;
    }

    /** The error for a status that the container gives by itself. */
    public static ErrorCode of(int status) {
        return switch (status) {
            case 401 -> INVALID_TOKEN;
            case 403 -> FORBIDDEN;
            case 404 -> NO_SUCH_PATH;
            case 405, 501 -> METHOD;
            case 406, 415 -> MEDIA_TYPE;
            case 429 -> RATE_LIMIT;
            default -> status >= 500 ? INTERNAL : INVALID;
        };
    }
}
