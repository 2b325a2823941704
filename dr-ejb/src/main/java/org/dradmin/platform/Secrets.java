package org.dradmin.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads secrets at the moment they are needed, so that a changed one counts at once and none is kept in memory. */
@ApplicationScoped
public class Secrets {

    @Inject
    private Settings settings;

    /** For the container. */
    public Secrets() {
    }

    /** For tests and tools. */
    public Secrets(Settings settings) {
        this.settings = settings;
    }

    /**
     * The secret, without the line end that editors leave in files.
     *
     * @throws NotThere with a sentence that names the reference, never a value
     */
    public String read(SecretRef secret) {
        String name = secret.reference().substring(secret.reference().indexOf(':') + 1);
        return secret.reference().startsWith("env:") ? fromEnvironment(name) : fromFile(name);
    }

    private String fromEnvironment(String name) {
        return settings.get(name.toLowerCase(java.util.Locale.ROOT).replace('_', '.')).orElseThrow(() -> new NotThere(
                "The server has no environment variable " + name + ": set it where the server is started."));
    }

    private String fromFile(String name) {
        Path directory = settings.secretsDirectory().orElseThrow(() -> new NotThere(
                "The secret file:" + name + " needs the setting dr.secrets.dir, which is not set."));
        try {
            return Files.readString(directory.resolve(name)).replaceAll("\\R\\z", "");
        } catch (IOException e) {
            throw new NotThere("The secret file:" + name + " cannot be read in the directory of dr.secrets.dir (" 
                    + e.getClass().getSimpleName() + ").");
        }
    }

    /** A secret that is not where its reference points. */
    public static class NotThere extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotThere(String reason) {
            super(reason);
        }
    }
}
