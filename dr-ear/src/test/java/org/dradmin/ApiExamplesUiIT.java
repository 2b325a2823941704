package org.dradmin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.nimbusds.jose.JOSEException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dradmin.test.ApiCaller;
import org.dradmin.test.Browser;
import org.dradmin.test.Build;
import org.dradmin.test.DeployedServer;
import org.dradmin.test.MachineTools;
import org.dradmin.test.Needs;
import org.dradmin.test.TestClients;
import org.dradmin.test.UiTest;
import org.junit.jupiter.api.Test;

/** The examples that the page shows, copied from it and run as they are, against the EAR that ships. */
@UiTest
class ApiExamplesUiIT {

    private static final int MINUTES = 5;
    /** The published clients want https, and let tests do without. */
    private static final String HTTP_ALLOWED = "testing: {disableHttpsCheck: true}, ";

    private static Page signedIn(Browser admin) {
        Page page = admin.open("/sign-in.xhtml");
        page.getByLabel("Username").fill("ada");
        page.getByLabel("Password").fill("demo-only-lighthouse");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in").setExact(true)).click();
        return page;
    }

    private static String example(Page page, String key) {
        page.navigate("/settings/examples.xhtml");
        Locator text = page.locator("pre.example[aria-labelledby='" + key + "-title']");
        assertThat(text).hasCount(1);
        return text.textContent();
    }

    @Test
    @Needs({"sh", "curl", "sed"})
    void thoseForTheShellWorkWithASecretJustMade(Browser admin, DeployedServer server) throws Exception {
        Page page = signedIn(admin);
        page.navigate("/settings/api.xhtml");
        page.locator("[id='api:name']").fill("Example robot");
        page.getByLabel("okta.dr.manage").check();
        page.getByLabel("okta.logs.read").check();
        page.locator("[id='api:role']").selectOption("SUPER_ADMIN");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Create client").setExact(true)).click();
        assertThat(page.getByText("Keep this now")).isVisible();
        Map<String, String> client = Map.of("CLIENT_ID", page.locator("#shownClient").textContent(), "CLIENT_SECRET", page.locator("#shownSecret").textContent());
        String token = example(page, "token");
        ApiCaller caller = new ApiCaller(server);
        try {
            assertThat(shell(client, token, example(page, "status"))).contains("\"isFailedOver\":false", "\"domain\":");
            assertThat(shell(client, token, example(page, "failover"))).contains("Failover was successful");
            assertThat(shell(client, token, example(page, "status"))).contains("\"isFailedOver\":true");
            assertThat(shell(client, token, example(page, "failback"))).contains("Failback was successful");
            assertThat(shell(client, token, example(page, "logs"))).contains("rel=\"next\"", "\"system.dr.failover\"", " 200 ");
        } finally {
            assertThat(caller.as(TestClients.ROBOT, "okta.dr.manage", "POST", "/api/v1/dr/failback", null).statusCode()).isEqualTo(200);
        }
    }

    private static String shell(Map<String, String> environment, String... parts) throws IOException, InterruptedException {
        return run(Build.newFolder("example-shell"), environment, MachineTools.find("sh").orElseThrow().toString(), "-ec", String.join("\n", parts));
    }

    @Test
    @Needs({"node", "npm"})
    void thatForNodeReadsTheStatus(Browser admin, DeployedServer server) throws Exception {
        String text = example(signedIn(admin), "node");
        assertThat(text).contains("orgUrl: '" + server.uri().toString().replaceAll("/+$", ""), "authorizationMode:");
        Path folder = Build.newFolder("example-node");
        Files.copy(Path.of("src/test/resources/node/package.json"), folder.resolve("package.json"));
        run(folder, Map.of(), MachineTools.find("npm").orElseThrow().toString(), "install", "--no-audit", "--no-fund", "--ignore-scripts");
        Files.writeString(folder.resolve("example.js"), text.replace("authorizationMode:", HTTP_ALLOWED + "authorizationMode:"));

        assertThat(run(folder, Map.of("CLIENT_ID", TestClients.ROBOT, "PRIVATE_JWK", TestClients.KEY.toJSONString()), MachineTools.find("node").orElseThrow().toString(), "example.js"))
                .contains("isFailedOver");
    }

    @Test
    void thatForJavaReadsTheSystemLog(Browser admin, DeployedServer server) throws Exception {
        String text = example(signedIn(admin), "java");
        assertThat(text).contains(".setOrgUrl(\"" + server.uri().toString().replaceAll("/+$", ""));
        Path folder = Build.newFolder("example-java");
        Path source = Files.writeString(folder.resolve("Example.java"), """
                import com.okta.sdk.client.*;
                import com.okta.sdk.resource.api.SystemLogApi;
                import com.okta.sdk.resource.client.ApiClient;
                import java.util.Set;
                class Example {
                    public static void main(String[] none) throws Exception {
                %s
                    }
                }
                """.formatted(text));

        assertThat(run(folder, Map.of("CLIENT_ID", TestClients.ROBOT, "PRIVATE_KEY_PEM", pem()), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dokta.testing.disableHttpsCheck=true", "-cp", System.getProperty("java.class.path"), source.toString())).contains("app.oauth2.token.grant");
    }

    private static String pem() throws JOSEException {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(TestClients.KEY.toPrivateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static String run(Path folder, Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " did not end in " + MINUTES + " minutes, see " + output);
        }
        String told = Files.readString(output);
        assertThat(process.exitValue()).as(told).isZero();
        return told;
    }
}
