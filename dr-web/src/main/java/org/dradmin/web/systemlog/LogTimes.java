package org.dradmin.web.systemlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Points in time as people give and read them in one time zone. What ends in {@code Z} or {@code UTC} is UTC whatever
 * the zone. An end takes in the whole of what it names: {@code 2026-11-22T03:15} is the whole minute, {@code
 * 2026-11-22} the whole day of the zone.
 */
record LogTimes(ZoneId zone) {

    static final LogTimes UTC = new LogTimes(ZoneOffset.UTC);

    private static final List<String> CONTINENTS = List.of("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/",
            "Europe/", "Indian/", "Pacific/");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH);

    /** The names of the zones offered beside UTC, those of places. */
    static List<String> zones() {
        return ZoneId.getAvailableZoneIds().stream().filter(name -> CONTINENTS.stream().anyMatch(name::startsWith)).sorted().toList();
    }

    /** In the zone of this name; nothing if there is none. */
    static Optional<LogTimes> in(String zone) {
        return zone.equals("UTC") ? Optional.of(UTC)
                : ZoneId.getAvailableZoneIds().contains(zone) ? Optional.of(new LogTimes(ZoneId.of(zone))) : Optional.empty();
    }

    String name() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** For people: {@code 22 Nov 2026, 03:04:05 UTC}, or with the distance from UTC as {@code +01:00}. */
    String shown(Instant at) {
        return SHOWN.format(at.atZone(zone)) + " " + (zone.equals(ZoneOffset.UTC) ? "UTC" : DateTimeFormatter.ofPattern("xxx").format(at.atZone(zone)));
    }

    Instant begin(String value) {
        return date(value) ? LocalDate.parse(value).atStartOfDay(zone).toInstant() : time(value);
    }

    Instant end(String value) {
        if (date(value)) {
            return LocalDate.parse(value).plusDays(1).atStartOfDay(zone).toInstant();
        }
        int colons = value.length() - value.replace(":", "").length();
        ChronoUnit named = colons == 1 ? ChronoUnit.MINUTES : value.contains(".") ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        return time(value).plus(1, named);
    }

    private static boolean date(String value) {
        return value.length() == 10;
    }

    private Instant time(String value) {
        String plain = value.replaceFirst("( ?UTC|Z)$", "");
        String iso = plain.replaceFirst("[ ,]+", "T");
        if (!iso.matches("\\d{4}-[^+]*")) {
            throw new DateTimeException("Years have four digits.");
        }
        return LocalDateTime.parse(iso).atZone(plain.equals(value) ? zone : ZoneOffset.UTC).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
