package org.dradmin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the server has written to its log, one JSON object a line, since a moment. */
record ServerLog(Path file, Instant since) {

    private static final Pattern MESSAGE = Pattern.compile("\"LogMessage\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern TIME = Pattern.compile("\"TimeMillis\":\"(\\d+)\"");
    private static final int LONGEST = 400;

    boolean saysBooted() throws IOException {
        try (Stream<String> lines = lines()) {
            return lines.anyMatch(line -> line.contains("\"LoggerName\":\"PayaraMicro\"") && line.contains(" ready in "));
        }
    }

    /** Whether the program itself has said that it does not start, and why. */
    boolean saysRefused() throws IOException {
        try (Stream<String> lines = lines()) {
            return lines.anyMatch(line -> line.contains("\"LoggerName\":\"org.dradmin\"") && line.contains("Disaster Recovery Admin does not start."));
        }
    }

    /** The reasons the log gives, shortened for a terminal. */
    String gravest() throws IOException {
        try (Stream<String> lines = lines()) {
            List<String> severe = lines.filter(line -> line.contains("\"Level\":\"SEVERE\"")).toList();
            // What the program itself says is written for people and complete; without it the server's own words must do.
            List<String> own = severe.stream().filter(line -> line.contains("\"LoggerName\":\"org.dradmin")).toList();
            List<String> grave = (own.isEmpty() ? severe : own).stream().map(MESSAGE::matcher).filter(Matcher::find)
                    .map(found -> found.group(1).split("\\\\n")[0].replace("\\\"", "\"")).map(text -> text.substring(0, Math.min(LONGEST, text.length())))
                    .distinct().limit(own.isEmpty() ? 5 : 40).toList();
            return String.join("\n", grave) + "\nMore: " + file;
        }
    }

    private Stream<String> lines() throws IOException {
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        long from = since.toEpochMilli();
        return Files.lines(file, StandardCharsets.ISO_8859_1).filter(line -> {
            Matcher at = TIME.matcher(line);
            return at.find() && Long.parseLong(at.group(1)) >= from;
        });
    }
}
