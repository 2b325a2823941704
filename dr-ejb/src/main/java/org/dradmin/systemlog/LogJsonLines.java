package org.dradmin.systemlog;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Events as JSON Lines (UTF-8): on each line one event as the API answers with it, and its place in the chain. */
final class LogJsonLines implements LogFile {

    private final Writer out;

    LogJsonLines(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    @Override
    public void write(LogEvent event) throws IOException {
        out.write(EventBody.line(event));
        out.write('\n');
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void endEarly() throws IOException {
        out.write("{\"incomplete\":\"the events from here on could not be read\"}\n");
        flush();
    }
}
