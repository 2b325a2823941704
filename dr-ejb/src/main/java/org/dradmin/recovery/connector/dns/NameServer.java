package org.dradmin.recovery.connector.dns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A DNS server as plans name it: {@code ns1.example.com}, {@code 192.0.2.53:5353}, {@code [2001:db8::53]:53}. */
public record NameServer(String host, int port) {

    static final int DNS = 53;

    private static final Pattern FORM = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    /** @throws IllegalArgumentException with a sentence for the person who writes the plan */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static NameServer of(String text) {
        Matcher form = FORM.matcher(text == null ? "" : text.strip());
        int port = !form.matches() ? 0 : form.group(2) == null ? DNS : Integer.parseInt(form.group(2));
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("\"" + text + "\" is no DNS server: give its name or address, and :port where it is not 53, "
                    + "as ns1.example.com, 192.0.2.53:5353 or [2001:db8::53]:53.");
        }
        return new NameServer(form.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    @Override
    @JsonValue
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
