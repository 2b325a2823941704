package org.dradmin.recovery.connector.postgresql;

import java.util.function.BooleanSupplier;
import org.dradmin.test.PostgresPair;

/** What tests of a pair wait for. */
final class PostgresPairs {

    private PostgresPairs() {
    }

    static void await(String what, BooleanSupplier condition) {
        PostgresPair.await(what, condition);
    }

    /** Until west has noticed that east is gone. */
    static void awaitNoStream(PostgresqlScene scene) {
        await("no stream", () -> "0".equals(scene.pair.west().sql("SELECT count(*) FROM pg_stat_wal_receiver WHERE status = 'streaming'")));
    }
}
