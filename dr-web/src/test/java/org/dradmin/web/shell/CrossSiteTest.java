package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrossSiteTest {

    private static boolean forged(String method, String fetchSite, String origin) {
        return CrossSite.isForged(method, fetchSite, origin, "https://dr.example.test"::equals);
    }

    @Test
    void letsReadingThroughFromAnywhere() {
        assertThat(forged("GET", "cross-site", "https://evil.test")).isFalse();
    }

    @Test
    void takesChangesFromItsOwnPages() {
        assertThat(forged("POST", "same-origin", "https://dr.example.test")).isFalse();
        assertThat(forged("POST", null, "https://dr.example.test")).isFalse();
        assertThat(forged("POST", "none", "null")).isFalse();
    }

    @Test
    void refusesChangesFromOtherSitesAndFromSisterSites() {
        assertThat(forged("POST", "cross-site", "https://dr.example.test")).isTrue();
        assertThat(forged("POST", "same-site", "https://www.example.test")).isTrue();
        assertThat(forged("POST", null, "https://evil.test")).isTrue();
        assertThat(forged("POST", null, "null")).isTrue();
        assertThat(forged("DELETE", null, "https://evil.test")).isTrue();
    }

    @Test
    void refusesChangesThatDoNotSayWhereTheyComeFrom() {
        assertThat(forged("POST", null, null)).isTrue();
    }
}
