package org.dradmin.systemlog;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Events as comma-separated values (RFC 4180: CRLF, quotes doubled; UTF-8), the columns named as in the wire contract.
 * A field that a spreadsheet would take for a formula begins with an apostrophe.
 */
final class LogCsv implements LogFile {

    private static final List<String> COLUMNS = List.of("published", "uuid", "eventType", "displayMessage", "severity",
            "outcome.result", "outcome.reason", "actor.id", "actor.type", "actor.alternateId", "actor.displayName",
            "client.ipAddress", "client.userAgent.rawUserAgent", "authenticationContext.externalSessionId",
            "transaction.id", "target", "debugContext.debugData");
    /** The beginnings of formulas, as OWASP lists them (CSV injection). */
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final CsvWriter csv;

    /** Goes on behind an event. */
    LogCsv(OutputStream out) {
        csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out, StandardCharsets.UTF_8);
    }

    /** Begins with the row of column names. */
    static LogCsv begin(OutputStream out) {
        LogCsv file = new LogCsv(out);
        file.csv.writeRecord(COLUMNS);
        return file;
    }

    @Override
    public void write(LogEvent event) throws IOException {
        Actor actor = event.getActor();
        write(Stream.of(event.getPublished().toString(), event.getUuid(), event.getEventType(),
                event.getDisplayMessage(), event.getSeverity(), event.getOutcome().name(), event.getOutcomeReason(),
                actor.id(), actor.type(), actor.name(), actor.displayName(), event.getClientAddress(),
                event.getUserAgent(), event.getSessionId(), event.getTransactionId(), event.targetsJson(),
                event.debugDataJson()).map(LogCsv::harmless).toList());
    }

    private static String harmless(String field) {
        return field != null && !field.isEmpty() && FORMULA_STARTS.indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
    }

    private void write(List<String> fields) throws IOException {
        try {
            csv.writeRecord(fields);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void flush() throws IOException {
        csv.flush();
    }

    @Override
    public void endEarly() throws IOException {
        List<String> row = new ArrayList<>(Collections.nCopies(COLUMNS.size(), ""));
        row.set(0, "INCOMPLETE: the events from here on could not be read");
        write(row);
        flush();
    }
}
