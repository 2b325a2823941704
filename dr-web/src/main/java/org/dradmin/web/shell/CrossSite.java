package org.dradmin.web.shell;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a request that changes something was made by a page of this site. Beside the view state of Faces this is the
 * second lock against forged requests (CSRF), and the one that also guards the sign-in itself.
 */
final class CrossSite {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    /** Fetch Metadata: {@code none} is the person, by reloading a page. A sister site is a stranger. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private CrossSite() {
    }

    /**
     * @param fetchSite the header Sec-Fetch-Site, which no script can set; null where the browser sends none
     * @param origin the header Origin, which every browser sends with a post; null where there is none
     */
    static boolean isForged(String method, String fetchSite, String origin, Predicate<String> isOwnOrigin) {
        if (SAFE.contains(method)) {
            return false;
        }
        if (fetchSite != null) {
            return !OWN.contains(fetchSite);
        }
        return origin == null || !isOwnOrigin.test(origin);
    }
}
