package org.dradmin.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives {@link UiTest} methods their browsers, and fails a test whose browser took faults down. */
public final class UiSession implements ParameterResolver, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(UiSession.class);

    /** Chromium, up once for the run. */
    private record Chromium(Playwright playwright, com.microsoft.playwright.Browser browser) implements AutoCloseable {

        static Chromium start() {
            Playwright playwright = Browser.playwright();
            return new Chromium(playwright, Browser.launch(playwright));
        }

        @Override
        public void close() {
            playwright.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Chromium chromium = context.getRoot().getStore(OURS).getOrComputeIfAbsent(Chromium.class, key -> Chromium.start(), Chromium.class);
        Browser browser = new Browser(chromium.browser(), ServerParameter.of(context).uri());
        browsers(context).add(browser);
        return browser;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> faults = new ArrayList<>();
        int number = 0;
        for (Browser browser : browsers(context)) {
            faults.addAll(browser.faults());
            if (context.getExecutionException().isPresent() || !browser.faults().isEmpty()) {
                browser.picture(Build.TARGET.resolve("pictures").resolve(context.getRequiredTestClass().getSimpleName() + "-"
                        + context.getRequiredTestMethod().getName() + "-" + ++number + ".png"));
            }
            browser.close();
        }
        if (context.getExecutionException().isEmpty()) {
            assertThat(faults).as("faults behind the pages").isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Browser> browsers(ExtensionContext context) {
        return context.getStore(OURS).getOrComputeIfAbsent("browsers", key -> new ArrayList<Browser>(), List.class);
    }
}
