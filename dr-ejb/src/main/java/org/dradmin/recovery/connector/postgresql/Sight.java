package org.dradmin.recovery.connector.postgresql;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.postgresql.PostgresqlSettings.Instance;

/**
 * One side as it is seen from here: what it said, or why it said nothing.
 *
 * @param facts null where it was silent
 * @param silence why, in words; null where it spoke
 * @param answer what its silence means for a step that needs it; null where it spoke
 * @param alive it was silent to us, and still something there answered: it runs
 */
record Sight(String region, Instance instance, Facts facts, String silence, StepResult answer, boolean alive) {

    Sight(String region, Instance instance, Facts facts) {
        this(region, instance, facts, null, null, true);
    }

    boolean spoke() {
        return facts != null;
    }

    boolean primary() {
        return spoke() && !facts.standby();
    }

    boolean standby() {
        return spoke() && facts.standby();
    }

    /** For sentences: the region and where its server is. */
    String name() {
        return region + " (" + instance.host() + ":" + instance.port() + ")";
    }

    /** Without a full stop: more may follow. */
    String words() {
        return spoke() ? name() + ": " + facts.words() : silence.replaceFirst("\\.$", "");
    }

    Map<String, Object> proof() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("server", instance.toString());
        if (spoke()) {
            proof.putAll(facts.proof());
        } else {
            proof.put("silent", silence);
        }
        return proof;
    }
}
