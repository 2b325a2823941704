package org.dradmin.report;

import java.nio.file.Path;
import java.time.Instant;
import org.dradmin.systemlog.LogFormat;

/** A prepared export, to be sent. */
public record ExportFile(Path path, LogFormat format, long bytes, Instant createdAt) {
}
