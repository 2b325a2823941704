package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dradmin.systemlog.chain.Facts;
import org.junit.jupiter.api.Test;

class LogFactsTest {

    private static final Facts EVENT = new Facts(Instant.EPOCH, "u-1", "system.dr.failover", "INFO", "Failover", "ada-id", "User", "ada", "Ada Marsh", null,
            null, null, "t-1", "SUCCESS", null, List.of(target("a.example.test"), target("b.example.test")), Map.of("reason", "Region lost"), List.of());

    private static Facts.OnWhat target(String domain) {
        return new Facts.OnWhat(domain, "ProtectedDomain", domain, domain, Map.of("result", "SUCCESS"));
    }

    @Test
    void keepsEachValueOnceForSearching() {
        assertThat(LogFacts.searchText(EVENT).lines()).containsExactly("u-1", "system.dr.failover", "failover", "ada", "ada marsh", "ada-id", "t-1", "success",
                "protecteddomain", "a.example.test", "result", "b.example.test", "reason", "region lost");
    }

    @Test
    void knowsTheTextThatEarlierVersionsKeptAndNoOther() {
        String earlier = String.join("\n", "u-1", "system.dr.failover", "failover", "ada", "ada marsh", "ada-id", "t-1", "success",
                "protecteddomain", "a.example.test", "a.example.test", "a.example.test", "result", "success",
                "protecteddomain", "b.example.test", "b.example.test", "b.example.test", "result", "success", "reason", "region lost");
        assertThat(LogFacts.isSearchText(earlier, EVENT)).isTrue();
        assertThat(LogFacts.isSearchText(LogFacts.searchText(EVENT), EVENT)).isTrue();
        assertThat(LogFacts.isSearchText(earlier.replace("b.example", "c.example"), EVENT)).isFalse();
        assertThat(LogFacts.isSearchText(null, EVENT)).isFalse();
    }
}
