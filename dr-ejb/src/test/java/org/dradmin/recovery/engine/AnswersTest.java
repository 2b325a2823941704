package org.dradmin.recovery.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.dradmin.recovery.connector.DomainMove;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void saysAReasonOnceHoweverManyDomainsHaveIt() {
        Map<String, String> reasons = new LinkedHashMap<>();
        IntStream.range(0, 400).forEach(i -> reasons.put("d" + i, i == 399 ? "Refused: changed by somebody else" : "Nobody there."));
        assertThat(Answers.together(reasons)).isEqualTo("d0, d1, d2, d3, d4 and 394 more: Nobody there.; d399: Refused: changed by somebody else");
    }

    @Test
    void namesNoDomainForTheOrganization() {
        assertThat(Answers.together(Map.of(DomainMove.ORGANIZATION, "Not promoted."))).isEqualTo("Not promoted.");
    }
}
