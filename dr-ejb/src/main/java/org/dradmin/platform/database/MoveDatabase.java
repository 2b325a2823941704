package org.dradmin.platform.database;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dradmin.platform.CannotStart;

/**
 * The command that moves an installation to another database: from embedded Derby to PostgreSQL, or back. It needs the
 * libraries of the archive and no server; {@code config/operations.md} shows how to call it. What it moves, it moves
 * whole: every row is read back and compared before the target commits.
 */
public final class MoveDatabase {

    static final int MOVED = 0;
    static final int FAILED = 1;
    static final int REFUSED = 2;

    /** Derby would otherwise leave a derby.log wherever the command is called. */
    public static final OutputStream DERBY_LOG = OutputStream.nullOutputStream();

    private static final Set<String> OPTIONS = Set.of("--from", "--to", "--user", "--password-env");
    private static final String USAGE = """
            MoveDatabase --from JDBC-URL --to JDBC-URL [--user NAME] [--password-env VARIABLE]

            Copies everything an installation has stored to another, empty database and compares every row.
            No server may use either of them meanwhile.
              --from          such as jdbc:derby:/var/lib/dr-admin/derby
              --to            such as jdbc:postgresql://db.example.com:5432/dr
              --user          the account at PostgreSQL (otherwise the environment variable DR_DB_USER)
              --password-env  the environment variable that holds its password (otherwise DR_DB_PASSWORD)
            Ends with 0 when all is moved, 1 when it failed and nothing was moved, 2 when it was refused.
            """;
    /** Held here because a logger that nobody holds forgets its level. */
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.dradmin"),
            Logger.getLogger("org.postgresql"));

    private final PrintStream out;
    private final UnaryOperator<String> environment;

    MoveDatabase(PrintStream out, UnaryOperator<String> environment) {
        this.out = out;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
        if (System.getProperty("derby.stream.error.file") == null) {
            System.setProperty("derby.stream.error.field", MoveDatabase.class.getName() + ".DERBY_LOG");
        }
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new MoveDatabase(out, System::getenv).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            Map<String, String> options = options(arguments);
            move(options.get("--from"), options.get("--to"), options);
            return MOVED;
        } catch (MoveRefused refused) {
            out.println("Refused. " + refused.getMessage());
            return REFUSED;
        } catch (SQLException | CannotStart | IllegalStateException failed) {
            out.println("Failed, and nothing was moved. " + failed.getMessage());
            return FAILED;
        }
    }

    private void move(String fromUrl, String toUrl, Map<String, String> options) throws SQLException {
        String passwordVariable = options.getOrDefault("--password-env", "DR_DB_PASSWORD");
        Optional<String> user = Optional.ofNullable(options.getOrDefault("--user", environment.apply("DR_DB_USER")));
        Optional<String> password = Optional.ofNullable(environment.apply(passwordVariable));
        if (options.containsKey("--password-env") && password.isEmpty()) {
            throw new MoveRefused("The environment variable " + passwordVariable + " (--password-env) is not set.");
        }
        try (OpenDatabase from = OpenDatabase.open(fromUrl, false, user, password)) {
            from.refuseUnlessWhole();
            try (OpenDatabase to = OpenDatabase.open(toUrl, true, user, password)) {
                to.refuseIfInUse();
                out.println("From  " + from);
                out.println("To    " + to);
                out.println();
                new DatabaseMove(from, to, out::println).run();
            }
            out.println("Now set dr.db.url to the new database and start the server. Keep the old one until you have seen it run.");
        }
    }

    private static Map<String, String> options(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                throw new MoveRefused("It is called so:\n\n" + USAGE);
            }
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        if (!options.containsKey("--from") || !options.containsKey("--to")) {
            throw new MoveRefused("It is called so:\n\n" + USAGE);
        }
        for (String end : List.of("--from", "--to")) {
            if (options.get(end).matches("(?is).*[?&;]password=.*|[^?;]*@.*")) {
                throw new MoveRefused("The URL of " + end + " holds a password or an account; everybody on this machine can read a command"
                        + " line. Give the account with --user, and its password in an environment variable (--password-env).");
            }
        }
        if (options.get("--from").equals(options.get("--to"))) {
            throw new MoveRefused("--from and --to name the same database.");
        }
        return options;
    }
}
