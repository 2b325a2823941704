package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The EAR that ships with {@link HeldConnector} in it, and the demonstration's organization with a plan of three steps. */
final class HeldStep {

    private static final String STEPS = """
            [{"name": "Front door", "connector": "front-door"}, {"name": "Held line", "connector": "held"},
             {"name": "Front door again", "connector": "front-door"}]""";

    private HeldStep() {
    }

    static PayaraServer start() {
        try {
            Path folder = Build.newFolder("held");
            EnterpriseArchive archive = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Build.EAR.toFile());
            archive.getAsType(JavaArchive.class, "/dr-ejb.jar").addClass(HeldConnector.class);
            Path ear = folder.resolve("dr.ear");
            archive.as(ZipExporter.class).exportTo(ear.toFile());
            return PayaraServer.start("held").deploy(ear, Map.of("dr.org.file", organization(folder).toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path organization(Path folder) throws IOException {
        String demo = Files.readString(Build.CONFIG.resolve("demo-organization.json"));
        String planned = demo.replace("\"plan\": {}", "\"plan\": {\"failover\": " + STEPS + ", \"failback\": " + STEPS + "}");
        if (planned.equals(demo)) {
            throw new IllegalStateException("The demonstration's organization has a plan of its own now; put the held step into that.");
        }
        return Files.writeString(folder.resolve("organization.json"), planned);
    }
}
