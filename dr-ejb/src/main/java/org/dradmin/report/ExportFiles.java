package org.dradmin.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.dradmin.platform.LogContext;
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
    private Path draft(String id, long epoch) {
        return settings.exportDirectory().resolve(id + "." + epoch + ".draft");
    }

    private Path draft(ExportRun run) {
        return draft(run.id(), run.epoch());
    }

    private Path stopped(String id) {
        return settings.exportDirectory().resolve(id + ".stopped");
    }

    /** Keeps in mind that its turn was ended by the server's end, in good order, where the database cannot be told any more. */
    void stop(String id) {
        try {
            Files.write(stopped(id), new byte[0]);
        } catch (IOException e) {
            LogContext.logger().warning("The stop of an export counts as its failure: " + e);
        }
    }

    boolean wasStopped(String id) {
        return Files.exists(stopped(id));
    }

    void started(String id) throws IOException {
        Files.deleteIfExists(stopped(id));
    }

    /** Takes the file of the turn before over, if it is on this node and as long as it was; otherwise the turn is one from the beginning. */
    ExportRun resumed(ExportRun run) throws IOException {
        Path before = draft(run.id(), run.epoch() - 1);
        if (run.from().cursor() == null || !Files.isRegularFile(before) || Files.size(before) < run.from().bytes()) {
            Files.deleteIfExists(before);
            return run.anew();
        }
        Files.move(before, draft(run), StandardCopyOption.REPLACE_EXISTING);
        return run;
    }

    /** Opens its file behind what is there. */
    ExportDraft open(ExportRun run) throws IOException {
        DataDirectory.make(settings.exportDirectory());
        return new ExportDraft(draft(run), run.from().bytes());
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
            started(id);
            try (var drafts = Files.newDirectoryStream(settings.exportDirectory(), id + ".*.draft")) {
                for (Path draft : drafts) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }
}
