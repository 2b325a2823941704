package org.dradmin.report;

import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.LogQuery;

/**
 * One node's turn at writing an export.
 *
 * @param from where the turn before has stopped; {@link Reached#NOTHING} from the beginning
 */
public record ExportRun(String id, long epoch, LogQuery query, LogFormat format, Reached from) {

    /**
     * How far it is.
     *
     * @param events  how many events are written
     * @param bytes   how long the file is by them
     * @param percent about how much of the whole that is
     * @param cursor  behind which event it goes on; null at the beginning
     */
    public record Reached(long events, long bytes, int percent, LogCursor cursor) {

        static final Reached NOTHING = new Reached(0, 0, 0, null);
    }

    /** The same turn from the beginning, where nothing is left of the one before. */
    ExportRun anew() {
        return new ExportRun(id, epoch, query, format, Reached.NOTHING);
    }
}
