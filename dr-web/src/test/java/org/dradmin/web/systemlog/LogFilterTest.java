package org.dradmin.web.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.systemlog.EventType;
import org.dradmin.systemlog.LogComparison;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFilterTest {

    private static final Instant NOW = Instant.parse("2026-11-22T03:15:30.123Z");

    private static LogFilter filter(String... namesAndValues) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new LogFilter(parameters::get, NOW);
    }

    @Test
    void wantsEverythingWhenNothingIsGiven() {
        LogFilter filter = filter("q", " ", "type", "", "unknown", "x");

        assertThat(filter.query()).isEqualTo(LogQuery.ALL);
        assertThat(filter.isEmpty()).isTrue();
        assertThat(filter.fixed()).isEmpty();
    }

    @Test
    void readsEveryPart() {
        LogFilter filter = filter("from", "2026-11-22T03:00", "q", "Portal dns", "type", "system.dr.failover",
                "outcome", "DENY", "actor", "anna");

        assertThat(filter.query()).isEqualTo(LogQuery.ALL.since(Instant.parse("2026-11-22T03:00:00Z")).text("portal dns")
                .type(EventType.FAILOVER).outcome(Outcome.DENY).actor("anna"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22,                    2026-11-22T00:00:00Z,     2026-11-23T00:00:00Z",
        "2026-11-22T03:15,              2026-11-22T03:15:00Z,     2026-11-22T03:16:00Z",
        "2026-11-22 03:15,              2026-11-22T03:15:00Z,     2026-11-22T03:16:00Z",
        "2026-11-22T03:15:30,           2026-11-22T03:15:30Z,     2026-11-22T03:15:31Z",
        "2026-11-22 03:15:30 UTC,       2026-11-22T03:15:30Z,     2026-11-22T03:15:31Z",
        "2026-11-22T03:15:30.123Z,      2026-11-22T03:15:30.123Z, 2026-11-22T03:15:30.124Z"})
    void beginsAtWhatIsNamedAndEndsAfterAllOfIt(String value, Instant since, Instant until) {
        assertThat(filter("from", value).query().since()).isEqualTo(since);
        assertThat(filter("to", value).query().until()).isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "22.11.2026", "2026-13-01", "2026-02-30T00:00", "+999999999-12-31T00:00", "2026-11-22T03:15+02:00", "0"})
    void saysAtTheFieldThatATimeCannotBeRead(String value) {
        LogFilter filter = filter("from", value, "to", value, "q", "kept");

        assertThat(filter.errors()).containsOnlyKeys("from", "to");
        assertThat(filter.errors().get("from")).contains("2026-11-22 03:15");
        assertThat(filter.given("from")).isEqualTo(value);
        assertThat(filter.given("q")).isEqualTo("kept");
    }

    @Test
    void saysAtTheEndThatItComesBeforeTheBeginning() {
        assertThat(filter("from", "2026-11-22 04:00", "to", "2026-11-22 03:00").errors().get("to")).contains("ends before it begins");
        assertThat(filter("from", "2026-11-22 04:00", "to", "2026-11-22 04:00").errors()).as("one minute").isEmpty();
    }

    @Test
    void saysAtTheFieldWhatIsNotOffered() {
        LogFilter filter = filter("type", "system.dr.%", "outcome", "success", "range", "1y", "q", "x".repeat(41));

        assertThat(filter.errors()).containsOnlyKeys("type", "outcome", "range", "q");
        assertThat(filter.errors().get("q")).contains("up to 40 characters");
        assertThat(filter.given("type")).isEqualTo("system.dr.%");
    }

    @Test
    void countsAQuickChoiceBackFromNowAndFixesItForADownload() {
        LogFilter filter = filter("range", "24h", "q", "a&b=c");

        assertThat(filter.query().since()).isEqualTo("2026-11-21T03:15:30.123Z");
        assertThat(filter.fixed()).isEqualTo("?q=a%26b%3Dc&from=2026-11-21T03%3A15%3A30.123Z");
        assertThat(filter("from", "2026-11-21T03:15:30.123Z").query().since()).isEqualTo(filter.query().since());
    }

    @Test
    void prefersTimesGivenToAQuickChoice() {
        assertThat(filter("range", "24h", "to", "2026-11-22").given("range")).isNull();
        assertThat(filter("from", "2026-11-22", "q", "x").with("range", "7d")).isEqualTo("?q=x&range=7d");
    }

    @Test
    void changesOnePartInAnAddress() {
        LogFilter filter = filter("q", "x", "type", "system.dr.failover");

        assertThat(filter.with("type", null)).isEqualTo("?q=x");
        assertThat(filter.with("place", "older-1")).isEqualTo("?q=x&type=system.dr.failover&place=older-1");
        assertThat(filter("q", "x").with("q", null)).isEmpty();
    }

    @Test
    void offersOnlyRangesThatItReadsBack() {
        assertThat(List.of(TimeRange.values())).allSatisfy(range ->
                assertThat(filter("range", range.getToken()).query().since()).isEqualTo(NOW.minus(range.length())));
    }

    @ParameterizedTest
    @CsvSource({"90m, 2026-11-22T01:45:30.123Z", "36h, 2026-11-20T15:15:30.123Z", "10d, 2026-11-12T03:15:30.123Z", "2w, 2026-11-08T03:15:30.123Z"})
    void countsAnyRangeBackFromNow(String range, Instant since) {
        assertThat(filter("range", range).query().since()).isEqualTo(since);
    }

    @Test
    void readsTimesInTheZoneThatIsGivenWithThem() {
        LogFilter filter = filter("tz", "Europe/Berlin", "from", "2026-11-22", "to", "2026-11-22 03:15");

        assertThat(filter.query().since()).isEqualTo("2026-11-21T23:00:00Z");
        assertThat(filter.query().until()).isEqualTo("2026-11-22T02:16:00Z");
        assertThat(filter.times().shown(Instant.parse("2026-07-01T12:00:00Z"))).isEqualTo("1 Jul 2026, 14:00:00 +02:00");
        assertThat(filter("tz", "Europe/Berlin", "from", "2026-11-22T03:15Z").query().since()).as("said to be UTC").isEqualTo("2026-11-22T03:15:00Z");
        assertThat(filter("tz", "Europe/Berlin", "from", "2026-10-25", "to", "2026-10-25")).as("a day of 25 hours")
                .extracting(f -> java.time.Duration.between(f.query().since(), f.query().until()).toHours()).isEqualTo(25L);
        assertThat(filter("tz", "Mars/Crater").errors()).containsOnlyKeys("tz");
        assertThat(filter("tz", "UTC").isEmpty()).isTrue();
        assertThat(filter("tz", "UTC").fixed()).isEmpty();
        assertThat(filter("tz", "Asia/Tokyo").isEmpty()).as("wants everything").isTrue();
    }

    @Test
    void offersOnlyZonesThatItReadsBack() {
        assertThat(LogTimes.zones()).hasSizeGreaterThan(300).allSatisfy(zone -> assertThat(LogTimes.in(zone)).isPresent());
    }

    @Test
    void readsTheFilterLanguageAndShowsWhereItFails() {
        assertThat(filter("filter", "severity eq \"WARN\"").query().condition()).hasToString("severity eq \"WARN\"");
        LogFilter wrong = filter("filter", "severity eq WARN or uuid pr");
        assertThat(wrong.errors().get("filter")).contains("at position 12");
        assertThat(wrong.faultyCondition()).containsExactly("severity eq ", "WARN", " or uuid pr");
        assertThat(filter("filter", "severity eq").faultyCondition()).containsExactly("severity eq", "(here)", "");
        assertThat(filter("filter", "uuid pr").faultyCondition()).isNull();
    }

    @Test
    void narrowsByAValueAndByAPartOfTheTime() {
        assertThat(filter("filter", "uuid pr or severity pr", "tz", "Asia/Tokyo").narrowed(new LogComparison("actor.id", "eq", "a\"b")))
                .isEqualTo("?filter=%28uuid+pr+or+severity+pr%29+and+actor.id+eq+%22a%5C%22b%22&tz=Asia%2FTokyo");
        Instant from = Instant.parse("2026-11-22T03:00:00Z");
        LogFilter part = address(filter("range", "7d", "q", "x").within(from, from.plusSeconds(3600)));
        assertThat(part.query()).isEqualTo(LogQuery.ALL.text("x").since(from).until(from.plusSeconds(3600)));
    }

    @Test
    void givesAnAddressThatShowsTheSameLater() {
        assertThat(address(filter("range", "24h", "q", "x").lasting()).query()).isEqualTo(filter("range", "24h", "q", "x").query().until(NOW));
        assertThat(address(filter().lasting()).query()).isEqualTo(LogQuery.ALL.until(NOW));
        assertThat(filter("to", "2026-11-21").lasting()).isEqualTo("?to=2026-11-21");
    }

    /** Read back from an address, as a browser would send it a day later. */
    private static LogFilter address(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.substring(1).split("&")) {
            String[] pair = part.split("=", 2);
            parameters.put(pair[0], java.net.URLDecoder.decode(pair[1], java.nio.charset.StandardCharsets.UTF_8));
        }
        return new LogFilter(parameters::get, NOW.plusSeconds(86400));
    }
}
