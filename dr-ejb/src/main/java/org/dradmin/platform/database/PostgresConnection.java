package org.dradmin.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection to PostgreSQL that saves questions.
 *
 * <p>It remembers its isolation level: the server's pool asks for it each time it hands one out, and PostgreSQL's
 * driver asks the database each time it is asked, one query more for every query outside a transaction.
 *
 * <p>It has statements planned for the values they are asked with, each time: a statement that is used often would
 * otherwise get one plan for all values, made without looking at them, and asking for a kind of event that hardly ever
 * happens then reads the whole System Log. Statements that begin with {@link SettingsDataSource#ONE_PLAN} keep a plan: they find a row
 * or two by a key, whatever the value, and planning them costs more than answering.
 */
final class PostgresConnection implements InvocationHandler {

    /** PostgreSQL's version. */
    private static final int FIRST_TO_TAKE_A_PLAN_MODE = 12;

    private final Connection connection;
    private final boolean takesPlanModes;
    private Integer level;
    /** Whether the session keeps plans now; null where that is not known. */
    private Boolean keepsPlans;

    private PostgresConnection(Connection connection) throws SQLException {
        this.connection = connection;
        this.takesPlanModes = connection.getMetaData().getDatabaseMajorVersion() >= FIRST_TO_TAKE_A_PLAN_MODE;
        keepPlans(false);
    }

    static Connection of(Connection connection) throws SQLException {
        return (Connection) Proxy.newProxyInstance(PostgresConnection.class.getClassLoader(), new Class<?>[] {Connection.class}, new PostgresConnection(connection));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            switch (method.getName()) {
                case "equals":
                    return proxy == arguments[0];
                case "getTransactionIsolation":
                    level = level == null ? (Integer) method.invoke(connection) : level;
                    return level;
                case "setTransactionIsolation":
                    level = null;
                    method.invoke(connection, arguments);
                    level = (Integer) arguments[0];
                    return null;
                case "prepareStatement", "prepareCall":
                    keepPlans(((String) arguments[0]).startsWith(SettingsDataSource.ONE_PLAN));
                    return method.invoke(connection, arguments);
                case "rollback":
                    // A setting made in a transaction goes with it.
                    keepsPlans = null;
                    return method.invoke(connection, arguments);
                case "isWrapperFor", "unwrap":
                    Class<?> type = (Class<?>) arguments[0];
                    boolean own = type.isInstance(connection);
                    return !own ? method.invoke(connection, arguments) : method.getName().equals("unwrap") ? connection : Boolean.TRUE;
                default:
                    return method.invoke(connection, arguments);
            }
        } catch (InvocationTargetException e) {
            // It may have been the end of a transaction.
            keepsPlans = null;
            throw e.getCause();
        }
    }

    private void keepPlans(boolean keep) throws SQLException {
        if (takesPlanModes && (keepsPlans == null || keepsPlans != keep)) {
            keepsPlans = null;
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET plan_cache_mode = " + (keep ? "auto" : "force_custom_plan"));
            }
            keepsPlans = keep;
        }
    }
}
