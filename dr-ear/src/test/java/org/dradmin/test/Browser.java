package org.dradmin.test;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One person's browser: a fresh profile in the shared Chromium. It takes down whatever a person would not see but
 * should not be there: script errors, violations of the Content-Security-Policy, requests that fail or leave the
 * product's own server. A test fails on each of them unless it said beforehand why one is right.
 */
public final class Browser implements AutoCloseable {

    private final BrowserContext context;
    private final URI server;
    private final List<String> faults = new ArrayList<>();
    private final List<String> tolerated = new ArrayList<>();
    private Page page;

    Browser(com.microsoft.playwright.Browser chromium, URI server) {
        this.server = server;
        context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(server.toString()).setViewportSize(1280, 800).setLocale("en-US").setTimezoneId("UTC")
                // Colours are looked at as they are, not on their way from light to dark.
                .setReducedMotion(ReducedMotion.REDUCE)
                // Nobody but the test's own server is asked, and nobody has signed that one's certificate.
                .setIgnoreHTTPSErrors(server.getScheme().equals("https")));
        context.setDefaultTimeout(20_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        context.onPage(this::watch);
    }

    /** Chromium of the machine; nothing is downloaded. */
    static com.microsoft.playwright.Browser launch(Playwright playwright) {
        return playwright.chromium().launch(new BrowserType.LaunchOptions()
                .setExecutablePath(MachineTools.find("chromium").orElseThrow())
                .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync")));
    }

    static Playwright playwright() {
        return Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** The page in front; opened when first asked for. */
    public Page page() {
        if (page == null) {
            page = context.newPage();
        }
        return page;
    }

    /** Opens a path of the product. */
    public Page open(String path) {
        page().navigate(path);
        return page;
    }

    public BrowserContext context() {
        return context;
    }

    /** Lets every fault pass that contains this text, such as the status of a refusal that the test provokes. */
    public void tolerate(String text) {
        tolerated.add(text);
    }

    /** What was wrong behind the pages so far. */
    public List<String> faults() {
        return faults.stream().filter(fault -> tolerated.stream().noneMatch(fault::contains)).toList();
    }

    void picture(Path file) {
        if (page != null && !page.isClosed()) {
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private void watch(Page opened) {
        opened.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                faults.add("console: " + message.text() + " at " + message.location());
            }
        });
        opened.onPageError(error -> faults.add("script: " + error));
        opened.onRequestFailed(request -> {
            // Chromium's word for a request that the page itself ended by going elsewhere, or that became a download.
            if (!"net::ERR_ABORTED".equals(request.failure())) {
                faults.add("failed: " + request.method() + " " + request.url() + " " + request.failure());
            }
        });
        opened.onRequest(request -> {
            if (!request.url().startsWith(server.toString()) && !request.url().matches("(data|blob|about):.*")) {
                faults.add("outside: " + request.url());
            }
        });
        opened.onResponse(response -> {
            if (response.status() >= 400) {
                faults.add("answer: " + response.status() + " " + response.request().method() + " " + response.url());
            }
        });
    }
}
