package org.dradmin.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds the programs of the machine and skips, by name, what needs one that is missing. */
public final class MachineTools implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Stream<String> needed = context.getElement()
                .flatMap(element -> AnnotationSupport.findAnnotation(element, Needs.class)).stream().flatMap(needs -> Arrays.stream(needs.value()));
        Optional<String> missing = needed.filter(tool -> find(tool).isEmpty()).findFirst();
        return missing.map(tool -> ConditionEvaluationResult.disabled("SKIPPED: " + tool + " is not installed; run dr-ejb/src/test/install-test-tools.sh as root"))
                .orElseGet(() -> ConditionEvaluationResult.enabled("Everything it needs is here"));
    }

    /** The path of a program, searched where Debian puts programs for users, administrators and PostgreSQL. */
    public static Optional<Path> find(String tool) {
        Stream<Path> folders = Arrays.stream((System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":")).map(Path::of);
        return Stream.concat(folders, postgresqlFolders()).map(folder -> folder.resolve(tool)).filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> postgresqlFolders() {
        String[] versions = Optional.ofNullable(Path.of("/usr/lib/postgresql").toFile().list()).orElse(new String[0]);
        return Arrays.stream(versions).sorted((a, b) -> b.compareTo(a)).map(version -> Path.of("/usr/lib/postgresql", version, "bin"));
    }
}
