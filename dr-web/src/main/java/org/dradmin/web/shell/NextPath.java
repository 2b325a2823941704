package org.dradmin.web.shell;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a person wanted to go before having to sign in. It travels through the browser, so that anybody may have
 * written it: only a path on this server is taken (CWE-601).
 */
public final class NextPath {

    private static final int LONGEST = 1000;

    private NextPath() {
    }

    /** The path as given where it stays on this server, else the alternative. */
    public static String of(String next, String otherwise) {
        return isLocal(next) ? next : otherwise;
    }

    /** The page with the way back attached. */
    public static String attach(String page, String next) {
        return isLocal(next) ? page + (page.contains("?") ? "&" : "?") + "next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)
                : page;
    }

    /** What stood after the question mark of a page that is now posted to, by the browser's word; null where it says none. */
    static String queryOf(String referrer, String path) {
        try {
            URI page = new URI(referrer == null ? "" : referrer);
            return path.equals(page.getRawPath()) ? page.getRawQuery() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static boolean isLocal(String next) {
        if (next == null || next.length() > LONGEST || !next.startsWith("/") || next.startsWith("//")) {
            return false;
        }
        try {
            // Refuses what browsers read as a host, too: backslashes, and line breaks and tabs, which they drop.
            URI uri = new URI(next);
            return uri.getScheme() == null && uri.getRawAuthority() == null && uri.getRawPath().startsWith("/")
                    && !uri.getRawPath().contains("//");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
