package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/index.xhtml", "/log/index.xhtml?q=a%20b&type=x", "/go/portal.example.test/a?u=https://b"})
    void takesPathsOfThisServer(String next) {
        assertThat(NextPath.of(next, "/otherwise")).isEqualTo(next);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "console", "//evil.test", "///evil.test", "/\\evil.test", "\\\\evil.test", "https://evil.test",
        "javascript:alert(1)", "/\t/evil.test", "/\n/evil.test", " //evil.test", "/.//evil.test", "http:/evil.test", "/a b", "//evil.test/%2f.."})
    void refusesWhatABrowserCouldReadAsAnotherServer(String next) {
        assertThat(NextPath.of(next, "/otherwise")).isEqualTo("/otherwise");
        assertThat(NextPath.attach("/sign-in.xhtml", next)).isEqualTo("/sign-in.xhtml");
    }

    @Test
    void refusesAPathOfAnyLength() {
        assertThat(NextPath.isLocal("/" + "a".repeat(1000))).isFalse();
    }

    @Test
    void attachesThePathAsOneParameter() {
        assertThat(NextPath.attach("/sign-in.xhtml?notice=ended", "/log/index.xhtml?q=a&type=b"))
                .isEqualTo("/sign-in.xhtml?notice=ended&next=%2Flog%2Findex.xhtml%3Fq%3Da%26type%3Db");
    }

    @Test
    void comesBackToTheVeryPageThatWasPosted() {
        String path = "/console/operation.xhtml";
        assertThat(NextPath.queryOf("http://localhost:8080/console/operation.xhtml?id=7", path)).isEqualTo("id=7");
        assertThat(NextPath.queryOf("http://localhost:8080/console/operation.xhtml", path)).isNull();
        assertThat(NextPath.queryOf("http://localhost:8080/elsewhere.xhtml?id=7", path)).isNull();
        assertThat(NextPath.queryOf("not an address", path)).isNull();
        assertThat(NextPath.queryOf(null, path)).isNull();
    }
}
