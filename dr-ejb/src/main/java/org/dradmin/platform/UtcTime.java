package org.dradmin.platform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A point in time as people read it, on pages, in mails and in refusals alike: {@code 22 Nov 2026, 03:04:05 UTC}. */
public final class UtcTime {

    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private UtcTime() {
    }

    public static String words(Instant at) {
        return WORDS.format(at);
    }
}
