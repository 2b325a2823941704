package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.dradmin.web.shell.FrontDoorServlet.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorServletTest {

    @Test
    void readsDomainPathAndQueryAsTheyWereSpelled() {
        assertThat(Wanted.of("", "/go/portal.example.test/pay%20roll/%C3%A4", "a=1&b=%2F"))
                .contains(new Wanted("portal.example.test", "/pay%20roll/%C3%A4", "a=1&b=%2F"));
        assertThat(Wanted.of("/dr", "/dr/go/portal.example.test", null)).contains(new Wanted("portal.example.test", "", null));
        assertThat(Wanted.of("", "/go/", null)).contains(new Wanted("", "", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%67o/portal.example.test/x", "/x/../go/portal.example.test/x", "/go", "//go/portal.example.test/x"})
    void takesNoOtherSpellingOfItsOwnAddress(String uri) {
        assertThat(Wanted.of("", uri, null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal.example.test;x=1", "portal%2Eexample.test", "user@portal.example.test", "portal.example.test:80"})
    void decodesNothingOfTheDomain(String domain) {
        assertThat(Wanted.of("", "/go/" + domain + "/x", null).orElseThrow().domain()).isEqualTo(domain);
    }

    @Test
    void leavesEncodedDotsAndLineBreaksToTheDoorsOwnCheck() {
        assertThat(Wanted.of("", "/go/a.test/%2e%2E/x%0d%0aSet-Cookie:a=b", null).orElseThrow().path())
                .isEqualTo("/%2e%2E/x%0d%0aSet-Cookie:a=b");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {
        "filter[a]=1|2, filter[a]=1%7C2", "{x}^`, %7Bx%7D%5E%60", "100%, 100%25", "%zz%4, %25zz%254",
        "a\\b, a%5Cb", "ä, %C3%A4", "<\", %3C%22"})
    void spellsTheQueryLegally(String given, String sent) {
        String query = Wanted.of("", "/go/a.test/", given).orElseThrow().query();
        assertThat(query).isEqualTo(sent);
        assertThat(URI.create("https://east.example.test/?" + query).getRawQuery()).isEqualTo(sent);
    }

    @Test
    void keepsLineBreaksOutOfTheHeader() {
        assertThat(Wanted.of("", "/go/a.test/x\r\ny", "q\r\n").orElseThrow())
                .isEqualTo(new Wanted("a.test", "/x%0D%0Ay", "q%0D%0A"));
    }
}
