package org.dradmin.test;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dradmin.platform.database.DataDirectory;
import org.dradmin.recovery.connector.Change;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.NoSettings;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.Task;

/**
 * A step that a test holds: its switch lasts for as long as a file named {@code hold} stands in the data directory, and
 * fails for the domains that a file named {@code fail} lists there. It is put into the archive by the test that needs it and is in none that ships.
 */
@ApplicationScoped
public class HeldConnector implements Connector<NoSettings> {

    public static final String NAME = "held";
    public static final String HOLD = "hold";
    public static final String FAIL = "fail";

    @Inject
    private DataDirectory dataDirectory;

    @Override
    public String type() {
        return NAME;
    }

    @Override
    public Class<NoSettings> settings() {
        return NoSettings.class;
    }

    @Override
    public Duration timeout(NoSettings settings) {
        return Duration.ofMinutes(2);
    }

    @Override
    public Map<String, StepResult> inspect(Task<NoSettings> task) {
        List<DomainMove> batch = task.moves();
        return done(batch);
    }

    @Override
    public Map<String, StepResult> switchTo(Task<NoSettings> task) {
        List<DomainMove> batch = task.moves();
        Path folder = dataDirectory.path();
        try (WatchService changes = folder.getFileSystem().newWatchService()) {
            folder.register(changes, StandardWatchEventKinds.ENTRY_DELETE);
            while (Files.exists(folder.resolve(HOLD))) {
                WatchKey change = changes.take();
                change.pollEvents();
                change.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return done(batch);
    }

    @Override
    public Map<String, StepResult> verify(Task<NoSettings> task) {
        List<DomainMove> batch = task.moves();
        Map<String, StepResult> answers = new HashMap<>(done(batch));
        for (String domain : failing()) {
            answers.replace(domain, new StepResult.Failed("The line is dead."));
        }
        return answers;
    }

    @Override
    public List<Change> changes(Task<NoSettings> task) {
        return List.of();
    }

    private List<String> failing() {
        Path list = dataDirectory.path().resolve(FAIL);
        try {
            return Files.exists(list) ? Files.readAllLines(list) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, StepResult> done(List<DomainMove> batch) {
        return batch.stream().map(DomainMove::domain).collect(Collectors.toMap(Function.identity(), domain -> new StepResult.Done("Let go")));
    }
}
