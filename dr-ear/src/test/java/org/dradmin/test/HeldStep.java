package org.dradmin.test;

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

    /** Deploys it to a server that has nothing deployed. */
    static PayaraServer deployTo(PayaraServer server) {
        EnterpriseArchive archive = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, Build.EAR.toFile());
        archive.getAsType(JavaArchive.class, "/dr-ejb.jar").addClass(HeldConnector.class);
        Path ear = Build.newFolder("held").resolve("dr.ear");
        archive.as(ZipExporter.class).exportTo(ear.toFile());
        return server.deploy(ear, Map.of("dr.org.file", new DemoOrganization().withPlan(STEPS).file().toString()));
    }
}
