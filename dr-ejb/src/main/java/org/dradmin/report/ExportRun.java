package org.dradmin.report;

import org.dradmin.systemlog.LogFormat;
import org.dradmin.systemlog.LogQuery;

/** One node's turn at writing an export. */
public record ExportRun(String id, long epoch, LogQuery query, LogFormat format) {
}
