package org.dradmin.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What stands on the launcher's command line. */
record Arguments(List<String> given) {

    boolean has(String name) {
        return given.contains(name);
    }

    /** The path that follows an option. */
    Optional<Path> path(String name) {
        int at = given.indexOf(name);
        return at < 0 || at + 1 == given.size() ? Optional.empty() : Optional.of(Path.of(given.get(at + 1)).toAbsolutePath());
    }
}
