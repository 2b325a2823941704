package org.dradmin.systemlog;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Events as JSON Lines (UTF-8): on each line one event as the API answers with it, and its place in the chain. */
final class LogJsonLines implements LogFile {

    private final JsonGenerator json;

    LogJsonLines(OutputStream out) {
        try {
            json = EventBody.LINE.getFactory().createGenerator(out).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(LogEvent event) throws IOException {
        EventBody.LINE.writeValue(json, EventBody.Line.of(event));
        json.writeRaw('\n');
    }

    @Override
    public void flush() throws IOException {
        json.flush();
    }

    @Override
    public void endEarly() throws IOException {
        json.writeRaw("{\"incomplete\":\"the events from here on could not be read\"}\n");
        flush();
    }
}
