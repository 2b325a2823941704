package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Payara Server with a domain of its own: the one that ships with it, moved to free loopback ports, and set up with
 * {@code config/payara-server.asadmin} as {@code config/deployment.md} tells an administrator to. Settings reach the
 * application as MicroProfile properties of the domain, each deployment with a data directory of its own.
 */
public final class PayaraServer extends DeployedServer {

    /** What the commands of the set-up change, in a domain's folder. */
    private static final List<String> SET_UP = List.of("config/domain.xml", "config/logging.properties");

    private final Path domains;
    private final int adminPort = Ports.free();
    private final int spare = Ports.freeBlock(8);
    private Path deployedData;

    private PayaraServer(Path folder) {
        super(folder.resolve("data"));
        domains = folder.resolve("domains");
    }

    /** Starts a domain without an application. */
    public static PayaraServer start(String name) {
        PayaraServer server = new PayaraServer(Build.newFolder(name));
        try {
            server.createDomain();
            server.asadmin("start-domain", "--domaindir", server.domains.toString(), "dr");
            server.asadmin("multimode", "--file", Build.CONFIG.resolve("payara-server.asadmin").toString());
            // As that file says: a listener that is changed while it serves does not come up again each time.
            server.asadmin("restart-domain", "--domaindir", server.domains.toString(), "dr");
            for (String file : SET_UP) {
                Files.copy(server.domains.resolve("dr").resolve(file), server.setUp(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return server;
    }

    /** Starts a further domain without an application, set up as this one was before anything was deployed to it. */
    PayaraServer another(String name) {
        PayaraServer server = new PayaraServer(Build.newFolder(name));
        try {
            server.createDomain();
            Map<String, String> itsPorts = new HashMap<>();
            for (int i = 0; i < ports().size(); i++) {
                itsPorts.put("\"" + ports().get(i) + "\"", "\"" + server.ports().get(i) + "\"");
            }
            for (String file : SET_UP) {
                Files.writeString(server.domains.resolve("dr").resolve(file), Pattern.compile("\"\\d+\"").matcher(Files.readString(setUp(file)))
                        .replaceAll(number -> itsPorts.getOrDefault(number.group(), number.group())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.asadmin("start-domain", "--domaindir", server.domains.toString(), "dr");
        return server;
    }

    private Path setUp(String file) {
        return domains.resolve("set-up-" + Path.of(file).getFileName());
    }

    private List<Integer> ports() {
        return Stream.concat(Stream.of(port(), adminPort), IntStream.range(spare, spare + 8).boxed()).toList();
    }

    /** Deploys the archive that ships, with these settings, and waits until it is ready. */
    public PayaraServer deploy(Map<String, String> settings) {
        return deploy(Build.EAR, settings);
    }

    /** Deploys an archive that a test made from the one that ships, and waits until it is ready. */
    public PayaraServer deploy(Path archive, Map<String, String> settings) {
        configure(settings);
        asadmin("deploy", "--name", "dr", archive.toString());
        await("Readiness of dr.ear on Payara Server, see " + log(), Duration.ofMinutes(5), process(), this::ready);
        return this;
    }

    /** Puts the settings in place for the next deployment, whoever makes it, with an empty data directory. */
    public void configure(Map<String, String> settings) {
        deployedData = data().resolve("deployment-" + System.nanoTime());
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("dr.data.dir", deployedData.toString());
        all.put("dr.base.url", uri().toString());
        List<String> commands = new ArrayList<>();
        all.forEach((key, value) -> commands.add("set-config-property --source=domain --propertyName=" + key + " --propertyValue=" + value));
        try {
            Files.createDirectories(deployedData);
            asadmin("multimode", "--file", Files.write(deployedData.resolve("settings.asadmin"), commands).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void undeploy() {
        asadmin("undeploy", "dr");
    }

    public int adminPort() {
        return adminPort;
    }

    public Path domains() {
        return domains;
    }

    public Path log() {
        return domains.resolve("dr/logs/server.log");
    }

    /** The data directory of the present deployment. */
    @Override
    public Path data() {
        return deployedData == null ? super.data() : deployedData;
    }

    @Override
    public ProcessHandle process() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(domains.resolve("dr/config/pid")).strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (Files.exists(domains.resolve("dr/config/pid"))) {
            asadmin("stop-domain", "--domaindir", domains.toString(), "--force=true", "dr");
        }
    }

    /** Runs an asadmin command; a command that fails is an exception with its output. */
    public String asadmin(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Build.SERVER.resolve("bin/asadmin").toString(), "--port", Integer.toString(adminPort)));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        builder.environment().put("AS_EXTRA_JAVA_OPTS", String.join(" ", Build.JVM));
        builder.environment().put("TERM", "dumb");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0 || output.contains("remote failure")) {
                throw new IllegalStateException(String.join(" ", command) + ":\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> jvm() {
        List<String> jvm = new ArrayList<>(List.of("-Xmx1g"));
        if (!Build.JVM.isEmpty()) {
            jvm.addAll(Build.ROOM);
        }
        jvm.addAll(Build.JVM);
        return jvm;
    }

    private void createDomain() throws IOException {
        Path origin = Build.SERVER.resolve("glassfish/domains/domain1");
        Path domain = domains.resolve("dr");
        try (Stream<Path> files = Files.walk(origin)) {
            for (Path file : files.toList()) {
                Path copy = domain.resolve(origin.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path xml = domain.resolve("config/domain.xml");
        Files.writeString(xml, Files.readString(xml)
                .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace("<network-listener port=\"", "<network-listener address=\"127.0.0.1\" port=\"")
                .replace("port=\"8080\"", "port=\"" + port() + "\"").replace("port=\"4848\"", "port=\"" + adminPort + "\"")
                .replace("port=\"8181\"", "port=\"" + spare + "\"").replace("port=\"8686\"", "port=\"" + (spare + 1) + "\"")
                .replace("port=\"3700\"", "port=\"" + (spare + 2) + "\"").replace("port=\"3820\"", "port=\"" + (spare + 3) + "\"")
                .replace("port=\"3920\"", "port=\"" + (spare + 4) + "\"").replace("value=\"7676\"", "value=\"" + (spare + 5) + "\"")
                .replace("start-port=\"5900\" das-port=\"4900\"", "start-port=\"" + (spare + 6) + "\" das-port=\"" + (spare + 7) + "\"")
                .replace("<jms-service default", "<jms-service type=\"DISABLED\" default")
                .replace("-Xmx512m", String.join("</jvm-options><jvm-options>", jvm())));
    }
}
