package org.dradmin.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresConnectionTest {

    private static final String CUSTOM = "SET plan_cache_mode = force_custom_plan";
    private static final String AUTO = "SET plan_cache_mode = auto";
    private static final String KEEPING = SettingsDataSource.ONE_PLAN + " SELECT 1";

    private final List<String> asked = new ArrayList<>();
    private boolean broken;
    private int version = 15;
    private final Connection real = proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
        case "getMetaData" -> proxy(DatabaseMetaData.class, (about, question, nothing) -> version);
        case "createStatement" -> proxy(Statement.class, (statement, question, values) -> {
            return question.getName().equals("execute") && told((String) values[0]);
        });
        default -> {
            told(method.getName());
            yield method.getReturnType() == int.class ? Connection.TRANSACTION_READ_COMMITTED : method.getReturnType() == boolean.class ? Boolean.TRUE : null;
        }
    });
    private Connection connection;

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(PostgresConnectionTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private boolean told(String what) throws SQLException {
        asked.add(what);
        if (broken) {
            throw new SQLException("gone", "08006");
        }
        return false;
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = PostgresConnection.of(real);
        assertThat(asked).as("statements are planned for their values").containsExactly(CUSTOM);
        asked.clear();
    }

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
    void keepsPlansForThoseStatementsOnlyThatSaySo() throws SQLException {
        connection.prepareStatement("SELECT 2");
        connection.prepareStatement(KEEPING);
        connection.prepareStatement(KEEPING);
        connection.prepareStatement("SELECT 2");
        assertThat(asked).containsExactly("prepareStatement", AUTO, "prepareStatement", "prepareStatement", CUSTOM, "prepareStatement");
    }

    @Test
    void saysItAgainWhereTheEndOfATransactionMayHaveUndoneIt() throws SQLException {
        connection.prepareStatement(KEEPING);
        connection.rollback();
        connection.prepareStatement(KEEPING);
        broken = true;
        assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
        broken = false;
        connection.prepareStatement(KEEPING);
        assertThat(asked).containsExactly(AUTO, "prepareStatement", "rollback", AUTO, "prepareStatement", "commit", AUTO, "prepareStatement");
    }

    @Test
    void saysItAgainWhereItCouldNotBeSaid() throws SQLException {
        broken = true;
        assertThatThrownBy(() -> connection.prepareStatement(KEEPING)).isInstanceOf(SQLException.class).hasMessage("gone");
        broken = false;
        connection.prepareStatement("SELECT 2");
        assertThat(asked).containsExactly(AUTO, CUSTOM, "prepareStatement");
    }

    @Test
    void saysNothingToAServerThatWouldNotUnderstand() throws SQLException {
        version = 11;
        PostgresConnection.of(real).prepareStatement(KEEPING);
        assertThat(asked).containsExactly("prepareStatement");
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
