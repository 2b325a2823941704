package org.dradmin.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.BooleanSupplier;

/**
 * What the server gets in place of a connection while it deploys and the database is out of reach: servers and JPA
 * take one at deployment to see whether they could, and would refuse the application for it. It carries no statement,
 * and once the deployment is over it is broken like any connection whose database is gone, so that the pool drops it.
 */
final class StandInConnection implements InvocationHandler {

    private final SQLException reason;
    private final BooleanSupplier deploying;
    private boolean closed;

    private StandInConnection(SQLException reason, BooleanSupplier deploying) {
        this.reason = reason;
        this.deploying = deploying;
    }

    static Connection of(SQLException reason, BooleanSupplier deploying) {
        return proxy(Connection.class, new StandInConnection(reason, deploying));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StandInConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Object invoke(Object connection, Method method, Object[] arguments) throws SQLException {
        switch (method.getName()) {
            case "equals":
                return connection == arguments[0];
            case "hashCode":
                return System.identityHashCode(connection);
            case "toString":
                return "no connection: " + reason.getMessage();
            case "close", "abort":
                closed = true;
                return null;
            case "isClosed":
                return closed;
            case "isValid":
                return deploying.getAsBoolean();
            default:
                return answer(method);
        }
    }

    private Object answer(Method method) throws SQLException {
        if (!deploying.getAsBoolean() || Statement.class.isAssignableFrom(method.getReturnType())) {
            throw new SQLException(reason.getMessage(), reason.getSQLState(), reason);
        }
        if (method.getReturnType() == DatabaseMetaData.class) {
            return proxy(DatabaseMetaData.class, (metadata, asked, arguments) -> about(asked));
        }
        return nothing(method);
    }

    /** Whose SQL to speak: JPA asks for it once, while it deploys. Embedded Derby is never out of reach. */
    private static Object about(Method asked) {
        return switch (asked.getName()) {
            case "getDatabaseProductName" -> "PostgreSQL";
            case "getDatabaseProductVersion" -> "15";
            case "getDatabaseMajorVersion" -> 15;
            default -> nothing(asked);
        };
    }

    private static Object nothing(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return method.getName().equals("getAutoCommit");
        }
        if (type == int.class) {
            return method.getName().equals("getTransactionIsolation") ? Connection.TRANSACTION_READ_COMMITTED : 0;
        }
        return type == String.class ? "" : null;
    }
}
