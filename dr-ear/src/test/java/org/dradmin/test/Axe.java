package org.dradmin.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Collectors;

/** The accessibility check every page passes: axe-core with all its rules, none disabled, none forgiven. */
public final class Axe {

    private Axe() {
    }

    public static void assertAccessible(Page page) {
        List<Rule> violations = violations(page);
        assertThat(violations).as("accessibility of %s", page.url())
                .withFailMessage(() -> violations.stream().map(Axe::told).collect(Collectors.joining("\n")))
                .isEmpty();
    }

    /** In the page itself, as none of ours has frames, and without a description of everything that is right: the same, in half the time. */
    private static List<Rule> violations(Page page) {
        assertThat(page.frames()).hasSize(1);
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page).setLegacyMode(true).options(options).analyze().getViolations();
    }

    private static String told(Rule rule) {
        return rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + rule.getNodes().stream()
                .map(node -> "\n    " + node.getHtml() + "\n    " + node.getFailureSummary().replace("\n", " ")).collect(Collectors.joining());
    }
}
