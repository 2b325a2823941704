package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for the source of every page. */
class PagesTest {

    private static final Path PAGES = Path.of("src/main/webapp");

    @Test
    void handTheirMetadataToTheSlotRightBelowTheView() throws IOException {
        try (Stream<Path> files = Files.walk(PAGES)) {
            List<Path> pages = files.filter(file -> file.toString().endsWith(".xhtml") && text(file).contains("<f:metadata>")
                    && text(file).contains("template=")).toList();
            assertThat(pages).isNotEmpty().allSatisfy(page -> assertThat(text(page)).contains("<ui:define name=\"metadata\"><f:metadata>"));
        }
        assertThat(text(PAGES.resolve("WEB-INF/templates/page.xhtml")).replaceAll("\\s+<", "<"))
                .containsPattern("<f:view [^>]*><ui:insert name=\"metadata\"/>");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
