package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class StandInConnectionTest {

    private final AtomicBoolean deploying = new AtomicBoolean(true);
    private final Connection connection = StandInConnection.of(new SQLException("Connection refused", "08001"), deploying::get);

    @Test
    void letsAServerLookWhileItDeploys() throws SQLException {
        connection.setAutoCommit(true);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
        assertThat(connection.isValid(1)).isTrue();
    }

    @Test
    void carriesNoStatement() {
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class).hasMessage("Connection refused");
        assertThatThrownBy(() -> connection.prepareStatement("SELECT 1")).hasMessage("Connection refused");
    }

    @Test
    void isBrokenOnceTheDeploymentIsOver() throws SQLException {
        deploying.set(false);
        assertThat(connection.isValid(1)).isFalse();
        assertThatThrownBy(() -> connection.setAutoCommit(false)).isInstanceOfSatisfying(SQLException.class,
                e -> assertThat(SettingsDataSource.isOutOfReach(e)).isTrue());
        connection.close();
        assertThat(connection.isClosed()).isTrue();
    }
}
