package org.dradmin.run;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts are, unless arguments say otherwise: beside the launcher's jar, as on an installation, or else where
 * the build leaves them.
 */
record Layout(Path config, Path micro, Path war) {

    static Layout of(Arguments arguments) throws URISyntaxException {
        Path home = Path.of(Run.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toAbsolutePath().getParent();
        Path root = home.resolve("../..").normalize();
        Path config = arguments.path("--config").orElseGet(() -> there(home.resolve("config"), root.resolve("config")));
        if (!Files.isDirectory(config)) {
            throw Stop.refused("The folder " + config + " is missing. Put the folder config of the product there, or name it with --config.");
        }
        return new Layout(config,
                arguments.path("--micro").orElseGet(() -> home.resolve("payara-micro.jar")),
                arguments.path("--war").orElseGet(() -> there(home.resolve("dr-web.war"), root.resolve("dr-web/target/dr-web.war"))));
    }

    private static Path there(Path installed, Path built) {
        return !Files.exists(installed) && Files.exists(built) ? built : installed;
    }

    Path demoOrganization() {
        return config.resolve("demo-organization.json");
    }
}
