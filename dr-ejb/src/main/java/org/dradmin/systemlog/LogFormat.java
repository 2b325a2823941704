package org.dradmin.systemlog;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/** What an export of the log may be written as. */
public enum LogFormat {

    CSV("csv", "CSV", "text/csv; charset=UTF-8") {
        @Override
        LogFile begin(OutputStream out) {
            return LogCsv.begin(out);
        }

        @Override
        LogFile resume(OutputStream out) {
            return new LogCsv(out);
        }
    },
    /** One event a line, as the API answers with it; see jsonlines.org. */
    JSON_LINES("jsonl", "JSON Lines", "application/jsonl; charset=UTF-8") {
        @Override
        LogFile begin(OutputStream out) {
            return new LogJsonLines(out);
        }

        @Override
        LogFile resume(OutputStream out) {
            return new LogJsonLines(out);
        }
    };

    private final String ending;
    private final String title;
    private final String mediaType;

    LogFormat(String ending, String title, String mediaType) {
        this.ending = ending;
        this.title = title;
        this.mediaType = mediaType;
    }

    abstract LogFile begin(OutputStream out);

    /** Goes on behind an event. */
    abstract LogFile resume(OutputStream out);

    /** Of a file's name. */
    public String ending() {
        return ending;
    }

    public String title() {
        return title;
    }

    public String mediaType() {
        return mediaType;
    }

    public static Optional<LogFormat> of(String ending) {
        return Arrays.stream(values()).filter(format -> format.ending.equals(ending)).findFirst();
    }
}
