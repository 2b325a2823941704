package org.dradmin.api.shell;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.dradmin.systemlog.EventBody;

/** Points in time as the wire has them: {@code YYYY-MM-DDTHH:mm:ss.SSSZ}. */
public final class Dates {

    /** Within this, milliseconds fit wherever they are stored and the form has its four digits. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private Dates() {
    }

    public static String text(Instant instant) {
        return EventBody.time(instant);
    }

    /** A date of ISO 8601 with its zone; empty for anything else. */
    public static Optional<Instant> read(String text) {
        try {
            // A + in a query is a space once decoded.
            Instant instant = OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            return Optional.of(instant).filter(i -> !i.isBefore(EARLIEST) && !i.isAfter(LATEST));
        } catch (DateTimeException wrong) {
            return Optional.empty();
        }
    }
}
