package org.dradmin.api.oauth;

/** A token request is refused, with the words of RFC 6749, 5.2. */
final class TokenFault extends Exception {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;

    private TokenFault(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    /** The client is not who it says, as far as it shows; why exactly is told only as far as it helps its owner. */
    static TokenFault client(String description) {
        return new TokenFault(401, "invalid_client", description);
    }

    static TokenFault request(String description) {
        return new TokenFault(400, "invalid_request", description);
    }

    static TokenFault of(String error, String description) {
        return new TokenFault(400, error, description);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }
}
