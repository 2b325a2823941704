package org.dradmin.web.status;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dradmin.organization.probe.Day;

/**
 * Ninety days as a row of bars, and in words for whoever does not see it. Each kind of day has a height of its own
 * beside its colour: a day that was well is low, a day with an outage stands out.
 */
public final class History {

    /** How many days are shown, today among them. */
    static final int DAYS = 90;
    private static final int STEP = 5;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 24;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    /** What a day is drawn as. */
    enum Look {
        NONE(2), UP(10), DEGRADED(17), DOWN(HEIGHT);

        private final int height;

        Look(int height) {
            this.height = height;
        }
    }

    private final List<Day> days;
    private final Map<Look, StringBuilder> bars = new HashMap<>();

    /** @param days in any order; those that nobody saw may be missing */
    History(List<Day> days, LocalDate today) {
        this.days = days;
        Map<Long, Day> byDay = new HashMap<>();
        days.forEach(day -> byDay.put(day.epochDay(), day));
        for (int i = 0; i < DAYS; i++) {
            Look look = look(byDay.get(today.toEpochDay() - DAYS + 1 + i));
            bars.computeIfAbsent(look, l -> new StringBuilder()).append('M').append(i * STEP).append(' ').append(HEIGHT - look.height)
                    .append('h').append(WIDTH).append('v').append(look.height).append("h-").append(WIDTH).append('z');
        }
    }

    private static Look look(Day day) {
        if (day == null || day.seconds() == 0) {
            return Look.NONE;
        }
        return day.downSeconds() > 0 ? Look.DOWN : day.degradedSeconds() > 0 ? Look.DEGRADED : Look.UP;
    }

    /** The bars of one kind, as the path of a drawing 450 wide and 24 high; empty without any. */
    public String bars(String kind) {
        StringBuilder path = bars.get(Look.valueOf(kind));
        return path == null ? "" : path.toString();
    }

    /** For how much of the time it could be reached, of the time in which anybody looked; "100 %" means always. */
    public String getShare() {
        long down = days.stream().mapToLong(Day::downSeconds).sum();
        long all = days.stream().mapToLong(Day::seconds).sum();
        if (all == 0) {
            return "not observed yet";
        }
        if (down == 0) {
            return "reachable 100 % of the time";
        }
        long hundredths = Math.min(9999, (all - down) * 10_000 / all);
        return String.format(Locale.ENGLISH, "reachable %d.%02d %% of the time", hundredths / 100, hundredths % 100);
    }

    /** The days on which something was wrong, newest first, each as a sentence. */
    public List<String> getTroubles() {
        List<String> troubles = new ArrayList<>();
        for (int i = days.size() - 1; i >= 0; i--) {
            Day day = days.get(i);
            if (look(day) == Look.DOWN || look(day) == Look.DEGRADED) {
                troubles.add(DATE.format(day.date()) + ": " + sentence(day));
            }
        }
        return troubles;
    }

    private static String sentence(Day day) {
        String down = day.downSeconds() == 0 ? "" : "unreachable for " + minutes(day.downSeconds());
        String degraded = day.degradedSeconds() == 0 ? "" : "degraded for " + minutes(day.degradedSeconds());
        return down + (down.isEmpty() || degraded.isEmpty() ? "" : ", ") + degraded;
    }

    /** A begun minute counts. */
    static int inMinutes(int seconds) {
        return (seconds + 59) / 60;
    }

    private static String minutes(int seconds) {
        int minutes = inMinutes(seconds);
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
