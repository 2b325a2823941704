package org.dradmin.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.systemlog.LogFormat;

/** Where exports lie: each in a file of its own, under another name until it is whole. The directory is its owner's only. */
@ApplicationScoped
public class ExportFiles {

    @Inject
    private Settings settings;

    Path ready(String id, LogFormat format) {
        return settings.exportDirectory().resolve(id + "." + format.ending());
    }

    /** A node that was overtaken must not write into its successor's file. */
    private Path draft(ExportRun run) {
        return settings.exportDirectory().resolve(run.id() + "." + run.epoch() + ".draft");
    }

    /** Begins it anew. */
    OutputStream begin(ExportRun run) throws IOException {
        DataDirectory.make(settings.exportDirectory());
        return new BufferedOutputStream(Files.newOutputStream(draft(run)), 1 << 16);
    }

    /** Why the disk has no room for more, or null. */
    String tooFull() throws IOException {
        long room = Files.getFileStore(settings.exportDirectory()).getUsableSpace();
        return room >= settings.exportRoom() ? null : "The disk of " + settings.exportDirectory() + " has only " + (room >> 20) + " MB of room left, and "
                + (settings.exportRoom() >> 20) + " MB are to stay free (setting dr.export.room). Narrow the filter, or ask an administrator to make room.";
    }

    void finish(ExportRun run) throws IOException {
        Files.move(draft(run), ready(run.id(), run.format()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void abandon(ExportRun run) throws IOException {
        Files.deleteIfExists(draft(run));
    }

    /** Deletes whatever there is of it on this node. */
    void delete(String id) throws IOException {
        for (LogFormat format : LogFormat.values()) {
            Files.deleteIfExists(ready(id, format));
        }
        if (Files.isDirectory(settings.exportDirectory())) {
            try (var drafts = Files.newDirectoryStream(settings.exportDirectory(), id + ".*.draft")) {
                for (Path draft : drafts) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }
}
