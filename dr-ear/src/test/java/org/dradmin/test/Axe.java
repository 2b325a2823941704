package org.dradmin.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.stream.Collectors;

/** The accessibility check every page passes: axe-core with all its rules, none disabled, none forgiven. */
public final class Axe {

    private Axe() {
    }

    public static void assertAccessible(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).as("accessibility of %s", page.url())
                .withFailMessage(() -> new AxeBuilder(page).analyze().getViolations().stream().map(Axe::told).collect(Collectors.joining("\n")))
                .isEmpty();
    }

    private static String told(Rule rule) {
        return rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + rule.getNodes().stream()
                .map(node -> "\n    " + node.getHtml() + "\n    " + node.getFailureSummary().replace("\n", " ")).collect(Collectors.joining());
    }
}
