package org.dradmin.platform.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;

/**
 * A connection that remembers its isolation level. The server's pool asks for it each time it hands one out, and
 * PostgreSQL's driver asks the database each time it is asked: one query more for every query outside a transaction.
 */
final class KnownIsolation implements InvocationHandler {

    private final Connection connection;
    private Integer level;

    private KnownIsolation(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(KnownIsolation.class.getClassLoader(), new Class<?>[] {Connection.class}, new KnownIsolation(connection));
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
                case "isWrapperFor", "unwrap":
                    Class<?> type = (Class<?>) arguments[0];
                    boolean own = type.isInstance(connection);
                    return !own ? method.invoke(connection, arguments) : method.getName().equals("unwrap") ? connection : Boolean.TRUE;
                default:
                    return method.invoke(connection, arguments);
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
