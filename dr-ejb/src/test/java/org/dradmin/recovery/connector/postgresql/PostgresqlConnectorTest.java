package org.dradmin.recovery.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dradmin.recovery.connector.Configured;
import org.dradmin.recovery.connector.ConnectorContract;
import org.dradmin.recovery.connector.DomainMove;
import org.dradmin.recovery.connector.Situation;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract, on a pair whose old primary the connector fences itself. */
@Needs("initdb")
class PostgresqlConnectorTest extends ConnectorContract {

    private final PostgresqlScene scene = new PostgresqlScene().fence();

    @AfterEach
    void close() {
        scene.close();
    }

    @Override
    protected Configured<?> connector() {
        return scene.configured();
    }

    @Override
    protected Situation situation() {
        return scene.situation();
    }

    @Override
    protected List<DomainMove> batch() {
        return scene.batch();
    }

    @Override
    protected void undo(List<DomainMove> batch) {
        scene.pair.undoPromotion();
    }

    @Override
    protected void cutOff() {
        scene.pair.west().crash();
    }

    @Test
    void isNoMoveThatTheEngineMayUndoByItself() {
        assertThat(connector().reversible()).isFalse();
        assertThat(connector().timeout()).isGreaterThan(java.time.Duration.ofSeconds(60));
    }
}
