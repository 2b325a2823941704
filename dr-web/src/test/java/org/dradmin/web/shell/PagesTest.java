package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
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

    @Test
    void giveEachEntryAmongOthersADrawingOfItsOwn() {
        String drawings = text(PAGES.resolve("resources/images/icons.svg"));
        for (String list : List.of("WEB-INF/templates/navigation.xhtml", "administration/index.xhtml", "settings/index.xhtml")) {
            List<String> icons = Pattern.compile("<dr:(?:nav|tile) [^>]* icon=\"([a-z]+)\"").matcher(text(PAGES.resolve(list))).results().map(entry -> entry.group(1)).toList();
            assertThat(icons).as(list).hasSizeGreaterThan(4).doesNotHaveDuplicates().allSatisfy(icon -> assertThat(drawings).contains("id=\"" + icon + "\""));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
