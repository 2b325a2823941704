package org.dradmin.streaming;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dradmin.systemlog.EventBody;
import org.dradmin.systemlog.LogEvent;

/**
 * An event as a message of RFC 5424: facility 13 (log audit), the time at which the event was published, its type as
 * MSGID, and its JSON as the text, UTF-8 with the byte order mark that section 6.4 asks for. There is no structured data:
 * names of our own would need a registered enterprise number (section 6.3.2), and the JSON says all of it. {@link #frame} counts its octets as RFC 5425, 4.3 has it.
 */
final class SyslogMessage {

    private static final int FACILITY = 13;
    private static final Map<String, Integer> SEVERITIES = Map.of("ERROR", 3, "WARN", 4, "INFO", 6, "DEBUG", 7);
    private static final String APPLICATION = "dr-admin";
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private SyslogMessage() {
    }

    /**
     * @param host of this installation
     * @param most bytes; an event that is longer goes without its targets' and its own details, and says so
     */
    static byte[] of(LogEvent event, String host, int most) {
        byte[] whole = message(event, host, EventBody.of(event));
        if (whole.length <= most) {
            return whole;
        }
        EventBody body = EventBody.of(event);
        for (int targets : List.of(10, 1, 0)) {
            byte[] shorter = message(event, host, shortened(body, targets));
            if (shorter.length <= most || targets == 0) {
                return shorter;
            }
        }
        throw new IllegalStateException("The last of these is always taken.");
    }

    private static EventBody shortened(EventBody body, int targets) {
        List<EventBody.Target> few = body.target().stream().limit(targets)
                .map(target -> new EventBody.Target(target.id(), target.type(), target.alternateId(), target.displayName(), null)).toList();
        EventBody.Client client = body.client();
        return new EventBody(body.actor(), targets > 0 ? client : new EventBody.Client(null, null, null, null, client.ipAddress(), null), null,
                body.authenticationContext(), body.displayMessage(), body.eventType(), body.outcome(), body.published(), body.securityContext(),
                body.severity(), new EventBody.DebugContext(Map.of("shortened", "The whole event is in the System Log, under its uuid.")), null,
                body.transaction(), body.uuid(), body.version(), body.request(), few);
    }

    private static byte[] message(LogEvent event, String host, EventBody body) {
        int priority = FACILITY * 8 + SEVERITIES.getOrDefault(event.getSeverity(), 5);
        String head = "<" + priority + ">1 " + body.published() + " " + header(host, 255) + " " + APPLICATION + " - "
                + header(event.getEventType(), 32) + " - ";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(BOM);
        bytes.writeBytes(body.json().getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Printable ASCII without blanks is all that a header field holds (section 6); nothing is "-". */
    static String header(String text, int most) {
        String plain = text == null ? "" : text.replaceAll("[^!-~]", "?");
        return plain.isEmpty() ? "-" : plain.substring(0, Math.min(most, plain.length()));
    }

    /** With its length before it. */
    static void frame(byte[] message, ByteArrayOutputStream out) {
        out.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(message);
    }
}
