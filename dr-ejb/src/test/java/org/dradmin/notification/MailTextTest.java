package org.dradmin.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailTextTest {

    private static final URI LINK = URI.create("https://dr.example.test/console/operation.xhtml?id=7&tab=steps");

    @Test
    void readsAsPlainText() {
        MailText mail = MailText.headline("Failover ended: all 3 domains failed over")
                .paragraph("The organization is in read-only mode until failback.")
                .fact("Requested by", "Ada Lovelace")
                .fact("Requested at", Instant.parse("2026-11-22T03:04:05.678Z"))
                .fact("Reason", "Regional outage")
                .fact("Approved by", null)
                .table(List.of("Domain", "Outcome"), List.of(List.of("portal.example.test", "Failed over"),
                        List.of("a.test", "Failed over")), 3)
                .link("The operation", LINK);

        assertThat(mail.text()).isEqualToNormalizingNewlines("""
                Failover ended: all 3 domains failed over

                The organization is in read-only mode until failback.

                Requested by:  Ada Lovelace
                Requested at:  22 Nov 2026, 03:04:05 UTC
                Reason:        Regional outage

                Domain               Outcome
                -------------------  -----------
                portal.example.test  Failed over
                a.test               Failed over
                and 1 more

                The operation: https://dr.example.test/console/operation.xhtml?id=7&tab=steps
                """);
    }

    @Test
    void readsAsHtml() {
        String html = MailText.headline("Failover started").fact("Reason", "Outage")
                .table(List.of("Domain"), List.of(List.of("a.test")), 1).link("The operation", LINK).html();

        assertThat(html).startsWith("<!DOCTYPE html>").contains("<html lang=\"en\">", "<title>Failover started</title>", ">Outage</td>",
                ">a.test</td>", "<a href=\"https://dr.example.test/console/operation.xhtml?id=7&amp;tab=steps\">The operation</a>")
                .doesNotContain(" more");
    }

    @Test
    void escapesWhateverComesFromOutside() {
        String evil = "<script>alert(\"1\")</script> & 'x'";
        String safe = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;";

        String html = MailText.headline(evil).paragraph(evil).fact(evil, evil)
                .table(List.of(evil), List.of(List.of(evil)), 1).link(evil, LINK).html();

        assertThat(html).doesNotContain("<script").doesNotContain("alert(\"");
        assertThat(html.split(java.util.regex.Pattern.quote(safe), -1)).hasSize(9);
    }

    @Test
    void keepsEachValueOnItsLine() {
        String text = MailText.headline("Failover started").fact("Reason", "one\r\nOutcome: faked").text();

        assertThat(text).contains("Reason:  one Outcome: faked").doesNotContain("\nOutcome");
    }
}
