package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownIsolationTest {

    private final List<String> asked = new ArrayList<>();
    private boolean broken;
    private final Connection real = (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
        asked.add(method.getName());
        if (broken) {
            throw new SQLException("gone", "08006");
        }
        return method.getReturnType() == int.class ? Connection.TRANSACTION_READ_COMMITTED : method.getReturnType() == boolean.class ? Boolean.TRUE : null;
    });
    private final Connection connection = KnownIsolation.of(real);

    @Test
    void asksOnceAndKnowsWhatWasSet() throws SQLException {
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(asked).containsExactly("getTransactionIsolation", "setTransactionIsolation");
    }

    @Test
    void asksAgainWhenItCouldNotBeSet() throws SQLException {
        connection.getTransactionIsolation();
        broken = true;
        assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)).isInstanceOf(SQLException.class).hasMessage("gone");
        broken = false;
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Test
    void leavesEverythingElseToTheConnection() throws SQLException {
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(connection.unwrap(Connection.class)).isSameAs(real);
        assertThat(connection).isEqualTo(connection).isNotEqualTo(real);
        broken = true;
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class).hasMessage("gone");
    }
}
