package org.dradmin.recovery;

/** What a connector, looking ahead, says would become of domains. */
public enum Outlook {
    READY("Ready to be switched"), THERE("Stands there already"), LATER("Not now; it would be tried again"),
    REFUSED("Would be refused"), UNREACHABLE("Cannot be reached"), FAILED("Could not be looked at");

    private final String words;

    Outlook(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
