package org.dradmin.recovery.connector.postgresql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dradmin.test.Await;
import org.dradmin.test.PostgresInstance;
import org.dradmin.test.PostgresPair;

/** What tests of a pair wait for. */
final class PostgresPairs {

    private static final Pattern PARAMETER = Pattern.compile("(\\$\\d+) = '([^']*)'");
    private static final Pattern LOOKS = Pattern.compile("^(SET |SELECT recovering|SELECT pg_sleep|SELECT checkpoint_lsn)");

    private PostgresPairs() {
    }

    /** Until west has noticed that east is gone. */
    static void awaitNoStream(PostgresqlScene scene) {
        Await.until("no stream", () -> "0".equals(scene.pair.west().sql("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'")));
    }

    /** What the connector has sent to a server since {@link PostgresInstance#logStatements}, but for what only looks. */
    static List<String> sentTo(PostgresInstance server) {
        List<String> sent = new ArrayList<>();
        try {
            for (String entry : Files.readString(server.log()).split("\n(?=@)")) {
                if (entry.startsWith("@" + PostgresPair.USER + "@ LOG:  execute")) {
                    sent.add(entry.replaceFirst("^.*?: +execute [^:]*: ", "").replaceAll("\\s+", " ").strip());
                } else if (entry.startsWith("@" + PostgresPair.USER + "@ DETAIL:  parameters: ")) {
                    for (Matcher value = PARAMETER.matcher(entry); value.find(); ) {
                        String given = value.group(2).matches("\\d+") ? value.group(2) : "'" + value.group(2) + "'";
                        sent.add(sent.remove(sent.size() - 1).replace(value.group(1), given));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sent.removeIf(statement -> LOOKS.matcher(statement).find());
        return sent;
    }
}
