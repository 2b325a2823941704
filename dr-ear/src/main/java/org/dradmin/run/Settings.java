package org.dradmin.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The dr.* settings by MicroProfile precedence; the server gets them as environment, which no process list shows. */
record Settings(Map<String, String> values) {

    private static final String[] PATHS = {"dr.data.dir", "dr.backup.dir", "dr.org.file", "dr.https.keystore"};

    static Settings read(Arguments arguments, Layout layout) throws IOException {
        Settings settings = new Settings(new TreeMap<>());
        settings.gather(arguments, layout);
        settings.complete(layout);
        return settings;
    }

    /** From the weakest source to the strongest. */
    private void gather(Arguments arguments, Layout layout) throws IOException {
        Properties given = new Properties();
        given.putAll(System.getProperties());
        Optional<Path> handedOver = arguments.path("--given");
        if (handedOver.isPresent()) {
            given.putAll(load(handedOver.get()));
            Files.delete(handedOver.get());
        }
        values.put("dr.demo", Boolean.toString(arguments.has("--demo")));
        Properties inFile = load(file(given, layout));
        inFile.stringPropertyNames().forEach(key -> values.put(key, inFile.getProperty(key).strip()));
        System.getenv().forEach((name, value) -> {
            if (name.startsWith("DR_")) {
                values.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        given.stringPropertyNames().stream().filter(key -> key.startsWith("dr.")).forEach(key -> values.put(key, given.getProperty(key)));
        values.values().removeIf(String::isBlank);
    }

    private static Path file(Properties given, Layout layout) {
        Path file = Path.of(Optional.ofNullable(given.getProperty("dr.config.file"))
                .or(() -> Optional.ofNullable(System.getenv("DR_CONFIG_FILE")))
                .orElse(layout.config().resolve("settings.properties").toString())).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw Stop.refused("The settings file " + file + " cannot be read. Correct dr.config.file, or leave it out.");
        }
        return file;
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }

    private void complete(Layout layout) {
        values.putIfAbsent("dr.data.dir", "data");
        values.putIfAbsent("dr.http.port", "8080");
        values.putIfAbsent("dr.http.address", "127.0.0.1");
        values.putIfAbsent("dr.log.console", "OFF");
        values.putIfAbsent("dr.java.options", "-Xmx768m");
        if (demo()) {
            values.putIfAbsent("dr.org.file", layout.demoOrganization().toString());
        }
        for (String key : PATHS) {
            // The server runs inside the data directory, so relative paths are settled here.
            values.computeIfPresent(key, (k, path) -> Path.of(path).toAbsolutePath().normalize().toString());
        }
        values.putIfAbsent("dr.base.url", https() ? "https://localhost:" + port("dr.https.port") : "http://localhost:" + port("dr.http.port"));
    }

    String get(String key) {
        return values.get(key);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    boolean demo() {
        return "true".equals(get("dr.demo"));
    }

    boolean https() {
        return values.containsKey("dr.https.port");
    }

    /** With https configured, plain http is for this machine only: its health checks and its own proxy. */
    String httpAddress() {
        return https() ? "127.0.0.1" : get("dr.http.address");
    }

    int port(String key) {
        try {
            int port = Integer.parseInt(get(key));
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Told below, with the range.
        }
        throw Stop.refused(key + " is \"" + get(key) + "\". A port is a number from 1 to 65535.");
    }

    Path data() {
        return Path.of(get("dr.data.dir"));
    }

    Path log() {
        return data().resolve("logs/dr-0.log");
    }

    Map<String, String> asEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        values.forEach((key, value) -> environment.put(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"), value));
        return environment;
    }
}
