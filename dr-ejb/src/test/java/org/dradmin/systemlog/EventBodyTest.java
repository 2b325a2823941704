package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventBodyTest {

    private static LogEvent event(Client client) {
        return new LogEvent(Entry.of(EventType.SESSION_START).failed("Two\nlines").on(new Target("t1", "User", "anna", "Anna", Map.of("was", "x")))
                .fact("number", 7), client, Instant.parse("2026-03-01T12:00:00Z"));
    }

    @Test
    void isWrittenOnOneLineWithTheWiresNames() throws Exception {
        LogEvent event = event(new Client(Actor.user("u1", "anna", "Anna"), "2001:db8::1", "Browser", "s1", "t1"));

        String json = EventBody.of(event).json();

        assertThat(json).doesNotContain("\n", "\r").isEqualTo(EventBody.of(event).json());
        JsonNode body = new ObjectMapper().readTree(json);
        assertThat(body.get("published").asText()).isEqualTo("2026-03-01T12:00:00.000Z");
        assertThat(body.at("/actor/alternateId").asText()).isEqualTo("anna");
        assertThat(body.at("/outcome/reason").asText()).isEqualTo("Two\nlines");
        assertThat(body.at("/request/ipChain/0/version").asText()).isEqualTo("V6");
        assertThat(body.at("/target/0/detailEntry/was").asText()).isEqualTo("x");
        assertThat(body.at("/debugContext/debugData/number").asText()).isEqualTo("7");
        assertThat(body.at("/authenticationContext").has("interface")).isTrue();
        assertThat(body.at("/transaction/type").asText()).isEqualTo("WEB");
    }

    @Test
    void saysNullOfWhatIsNotKnown() throws Exception {
        JsonNode body = new ObjectMapper().readTree(EventBody.of(event(new Client(Actor.SYSTEM, null, null, null, "job"))).json());

        assertThat(body.at("/client/userAgent").isNull()).isTrue();
        assertThat(body.at("/client/ipAddress").isNull()).isTrue();
        assertThat(body.at("/request/ipChain")).isEmpty();
        assertThat(body.at("/transaction/type").asText()).isEqualTo("JOB");
    }
}
