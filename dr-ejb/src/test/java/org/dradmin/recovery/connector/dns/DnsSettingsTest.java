package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dradmin.recovery.connector.SettingsFragment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsSettingsTest {

    private static final String KEY = "'key': {'name': 'k', 'secret': 'file:tsig'}";
    private static final String WHOLE = "'zone': 'Example.test.', 'server': 'ns1.example.test', " + KEY
            + ", 'values': {'us-east': {'A': ['192.0.2.1']}, 'us-west': {'A': ['192.0.2.2']}}";

    private static DnsSettings read(String json) {
        return SettingsFragment.read(DnsSettings.class, ("{" + json + "}").replace('\'', '"'));
    }

    @Test
    void fillsInWhatIsNotSaid() {
        DnsSettings settings = read(WHOLE);
        assertThat(settings.zone()).isEqualTo("example.test");
        assertThat(settings.server()).hasToString("ns1.example.test:53");
        assertThat(settings.key().algorithm()).isEqualTo("hmac-sha256");
        assertThat(settings.ttl()).isEqualTo(60);
        assertThat(settings.recordOf("shop.example.test")).isEqualTo("shop.example.test");
        assertThat(settings).hasToString(settings.toString()).asString().contains("file:tsig");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "'server': 'ns1'                                  | 'zone' is missing",
        "'zone': 'example.test'                           | 'server' is missing",
        "'zone': 'example.test', 'server': 'ns1'          | 'key' is missing",
        "'zone': 'example.test', 'server': 'ns1', KEY     | 'values' is missing",
        "'zone': 'exa mple.test', 'server': 'ns1', KEY    | is no DNS name",
        "'zone': 'example.test', 'server': 'ns1:99999'    | is no DNS server",
        "WHOLE, 'tll': 5                                  | This key is not known here",
        "WHOLE, 'ttl': 0                                  | 'ttl' takes a number from 1 to 86400, not 0",
        "WHOLE, 'ttl': '60'                               | ttl: A value of another kind",
        "WHOLE, 'record': 'www.example.org'               | not in the zone example.test",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'A': ['1.2.3']}}}                  | no IPv4 address",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'A': ['::1']}}}                    | no IPv4 address",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'AAAA': ['192.0.2.1']}}}           | no IPv6 address",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'CNAME': ['a b.test']}}}           | no name for a CNAME",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'CNAME': ['a.test', 'b.test']}}}   | no other record",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'CNAME': ['a.test'], 'A': ['192.0.2.1']}}} | no other record",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'MX': ['mail']}}}                  | no record type here",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {'A': []}}}                         | has no value",
        "WHOLE, 'domains': {'a.example.test': {'us-east': {}}}                                | needs values",
        "'zone': 'example.test', 'server': 'ns1', 'key': {'name': 'k', 'algorithm': 'hmac-md5', 'secret': 'file:x'} | hmac-sha256 or hmac-sha512",
        "'zone': 'example.test', 'server': 'ns1', 'key': {'name': 'k'}                        | needs its secret",
        "'zone': 'example.test', 'server': 'ns1', 'key': {'name': 'k', 'secret': 'c2VjcmV0'}  | by reference"})
    void saysWhatIsWrong(String json, String words) {
        assertThatThrownBy(() -> read(json.replace("WHOLE", WHOLE).replace("KEY", KEY))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words.replace('\'', '"')).hasMessageNotContaining("c2VjcmV0");
    }

    @ParameterizedTest
    @CsvSource({"ns1.example.com, ns1.example.com:53", "192.0.2.53:5353, 192.0.2.53:5353", "[2001:db8::53]:53, [2001:db8::53]:53", "[::1], [::1]:53"})
    void readsServers(String text, String server) {
        assertThat(NameServer.of(text)).hasToString(server);
    }

    @Test
    void readsWhatTheManualShowsAndTheManualExplainsEachKey() throws IOException {
        String manual = Files.readString(Path.of("../config/connectors.md"));
        String chapter = manual.substring(manual.indexOf("## DNS\n")).split("\n## ", 2)[0];
        String example = chapter.split("```json", 2)[1].split("```", 2)[0];
        DnsSettings settings = SettingsFragment.read(DnsSettings.class, example);
        assertThat(settings.valuesOf("cdn.example.com", "us-west")).hasToString("Optional[CNAME west.cdn.example.net.]");
        assertThat(Arrays.stream(DnsSettings.class.getRecordComponents()).map(RecordComponent::getName))
                .allSatisfy(key -> assertThat(chapter).containsPattern("\\| `" + key + "[`.]"));
    }

    @Test
    void comparesValuesInOneForm() {
        DnsSettings settings = read("'zone': 'example.test', 'server': 'ns1', " + KEY + ", 'domains': {'Shop.example.test': {'a': {'AAAA': ['2001:DB8:0:0::1']}, "
                + "'b': {'CNAME': ['West.Example.NET']}}}");
        assertThat(settings.valuesOf("shop.example.test", "a")).hasToString("Optional[AAAA 2001:db8::1]");
        assertThat(Values.of(Map.of("AAAA", List.of("0:0:0:1:0:0:0:0", "::", "::1", "1:0:0:2::3", "1:2:3:4:5:6:7:8", "1:0:3:4:5:6:7:10"))))
                .hasToString("AAAA 0:0:0:1::, 1:0:0:2::3, 1:0:3:4:5:6:7:10, 1:2:3:4:5:6:7:8, ::, ::1");
        assertThat(settings.valuesOf("shop.example.test", "b")).hasToString("Optional[CNAME west.example.net.]");
        assertThat(settings.valuesOf("other.example.test", "a")).isEmpty();
    }
}
