package org.dradmin.web.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The static pages that let a person see traffic move. */
class DemoRegionsTest {

    private static final Path DEMO = Path.of("src/main/webapp/demo");
    private static final Path ORGANIZATION = Path.of("../config/demo-organization.json");
    private static final Map<String, String> REGIONS = Map.of("us-east", "US East", "us-west", "US West");

    private static List<Path> pages(String region) throws IOException {
        try (Stream<Path> files = Files.walk(DEMO.resolve(region))) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    @Test
    void servesEveryApplicationOfTheDemonstrationInBothRegions() throws IOException {
        for (JsonNode application : new ObjectMapper().readTree(ORGANIZATION.toFile()).get("applications")) {
            for (String region : REGIONS.keySet()) {
                assertThat(DEMO.resolve(region + application.get("path").textValue() + "index.html")).isRegularFile()
                        .content().contains("<p class=\"application\">" + application.get("label").textValue() + "</p>");
            }
        }
    }

    @Test
    void knowsOnlyItsOwnRegion() throws IOException {
        for (String region : REGIONS.keySet()) {
            assertThat(pages(region)).hasSize(6);
            for (Path page : pages(region)) {
                String other = region.equals("us-east") ? "us-west" : "us-east";
                assertThat(page).content().contains("<h1>You are in " + REGIONS.get(region) + "</h1>")
                        .doesNotContain(REGIONS.get(other)).doesNotContain(other);
            }
        }
    }

    @Test
    void carriesNoScriptAndLinksOnlyToFilesThatAreThere() throws IOException {
        Pattern link = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
        for (String region : REGIONS.keySet()) {
            for (Path page : pages(region)) {
                String html = Files.readString(page);
                assertThat(html).as(page.toString()).doesNotContain("<script").doesNotContainPattern("\\son[a-z]+=").doesNotContain("style=");
                assertThat(link.matcher(html).results().map(found -> found.group(1))).isNotEmpty().allSatisfy(target ->
                        assertThat(page.resolveSibling(target.endsWith("/") ? target + "index.html" : target).normalize()).isRegularFile());
            }
        }
    }
}
