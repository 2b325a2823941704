package org.dradmin.streaming;

/** The ways in which events leave. */
public enum StreamKind {

    /** RFC 5424 messages, framed and secured as RFC 5425 has it. */
    SYSLOG_TLS("syslog-tls", "Syslog over TLS"),
    /** Signed requests with events as a JSON array (Standard Webhooks 1.0.0). */
    WEBHOOK("webhook", "HTTPS webhook");

    private final String wireName;
    private final String title;

    StreamKind(String wireName, String title) {
        this.wireName = wireName;
        this.title = title;
    }

    public String wireName() {
        return wireName;
    }

    /** As people read it. */
    public String title() {
        return title;
    }
}
