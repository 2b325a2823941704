package org.dradmin.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.chain.Seal;

/**
 * Seals outside of the database: one line each, only ever added to the end. What the file lacks is added with the next
 * seal, so that a place that was out of reach for a while gets everything; what does not follow its last line is not.
 */
@ApplicationScoped
public class SealFile {

    private static final int TAIL = 8192;
    private static final int PORTION = 500;

    @Inject
    private Settings settings;
    @Inject
    private Seals seals;

    private volatile String fault;

    Path path() {
        return settings.sealFile();
    }

    /** Why the last seals are not in the file; nothing if they are. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Adds what is missing. A file that several nodes share is locked meanwhile. */
    synchronized void catchUp() {
        try {
            Path directory = path().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            try (FileChannel file = FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = file.lock()) {
                add(file);
            }
        } catch (IOException | RuntimeException e) {
            fault = "Seals cannot be written to " + path() + " (setting dr.seal.file): " + (e.getMessage() == null ? e : e.getMessage());
        }
    }

    private void add(FileChannel file) throws IOException {
        Seal last = last().orElse(null);
        List<Seals.Kept> lines;
        do {
            lines = seals.after(last == null ? 0 : last.number(), PORTION);
            StringBuilder text = new StringBuilder();
            for (Seals.Kept kept : lines) {
                Seal seal = Seal.read(kept.line());
                if (last != null && !seal.previous().equals(last.digest())) {
                    fault = "Seal " + seal.number() + " of the database does not follow seal " + last.number() + " of " + path()
                            + ": one of the two was changed. Nothing is added to the file.";
                    return;
                }
                text.append(kept.line()).append('\n');
                last = seal;
            }
            file.position(file.size());
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } while (lines.size() == PORTION);
        file.force(true);
        fault = null;
    }

    /** @throws IllegalArgumentException if the last line is no seal */
    private Optional<Seal> last() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path().toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, file.length())];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            String text = new String(tail, StandardCharsets.US_ASCII).stripTrailing();
            return text.isEmpty() ? Optional.empty() : Optional.of(Seal.read(text.substring(text.lastIndexOf('\n') + 1)));
        }
    }

    /** Its lines in their order, to be closed by the caller; empty where there is no such file. */
    Stream<String> lines() throws IOException {
        if (!Files.exists(path())) {
            return Stream.empty();
        }
        BufferedReader reader = new BufferedReader(new InputStreamReader(Channels.newInputStream(FileChannel.open(path(), StandardOpenOption.READ)), StandardCharsets.US_ASCII));
        return reader.lines().filter(line -> !line.isBlank()).onClose(() -> {
            try {
                reader.close();
            } catch (IOException e) {
                fault = path() + " cannot be closed: " + e.getMessage();
            }
        });
    }
}
