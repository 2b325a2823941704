package org.dradmin.systemlog.chain;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Everything an event says, and the one sequence of bytes that stands for it (form 1, {@code config/evidence.md}): the
 * form's name, then each fact in the order of this record. A text is its length in bytes (four bytes, the highest
 * first) and its UTF-8; a missing one is the length -1. A list is its number of entries and the entries; a map its
 * number of entries and, ordered by the name, each name and value. It can be made from the database's row as well as
 * from the event as the API and the export write it, and it knows nothing of either.
 *
 * @param targets null where the stored ones cannot be read; then {@code unread} is what is stored
 * @param unread  the two texts as they are stored where they are not what this program writes; usually empty
 */
public record Facts(Instant published, String uuid, String eventType, String severity, String displayMessage,
        String actorId, String actorType, String actorName, String actorDisplay, String clientAddress, String userAgent,
        String sessionId, String transactionId, String outcome, String outcomeReason, List<OnWhat> targets, Map<String, String> debugData,
        List<String> unread) {

    static final String FORM = "dr-log-event-1";

    /** A target of the event. */
    public record OnWhat(String id, String type, String alternateId, String displayName, Map<String, String> detail) {
    }

    /** {@code YYYY-MM-DDTHH:mm:ss.SSSZ}, always with its milliseconds. */
    public static String time(Instant instant) {
        Instant milliseconds = instant.truncatedTo(ChronoUnit.MILLIS);
        return milliseconds.getNano() == 0 ? milliseconds.toString().replace("Z", ".000Z") : milliseconds.toString();
    }

    /** SHA-256 of the sequence of bytes, as lower-case hexadecimal digits. */
    public String leaf() {
        return Digest.of(bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (String text : new String[] {FORM, time(published), uuid, eventType, severity, displayMessage, actorId, actorType,
                    actorName, actorDisplay, clientAddress, userAgent, sessionId, transactionId, outcome, outcomeReason}) {
                write(out, text);
            }
            if (targets == null) {
                out.writeInt(-1);
                for (String text : unread) {
                    write(out, text);
                }
                return bytes.toByteArray();
            }
            out.writeInt(targets.size());
            for (OnWhat target : targets) {
                write(out, target.id());
                write(out, target.type());
                write(out, target.alternateId());
                write(out, target.displayName());
                write(out, target.detail());
            }
            write(out, debugData);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Map<String, String> map) throws IOException {
        if (map == null) {
            out.writeInt(-1);
            return;
        }
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : new TreeMap<>(map).entrySet()) {
            write(out, entry.getKey());
            write(out, entry.getValue());
        }
    }
}
