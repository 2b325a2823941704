package org.dradmin.web.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogViewTest {

    @Test
    void tellsDetailsInOneOrderAndLeavesOutWhatSaysNothing() {
        assertThat(new LogView().facts(Map.of("to", "us-west", "reason", "", "from", "us-east", "result", "SUCCESS")))
                .containsExactly(entry("from", "us-east"), entry("result", "SUCCESS"), entry("to", "us-west"));
    }
}
