package org.dradmin.systemlog;

import java.io.IOException;

/** Events being written one after the other; keeps none of them. */
interface LogFile {

    void write(LogEvent event) throws IOException;

    /** Hands on what is written so far. */
    void flush() throws IOException;

    /** Says in the file itself that events are missing: who receives it may not see that the connection broke. */
    void endEarly() throws IOException;
}
