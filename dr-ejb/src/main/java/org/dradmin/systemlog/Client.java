package org.dradmin.systemlog;

/**
 * Where the request at hand comes from and for whom it runs; the web tier binds it to the thread for each request,
 * the engine for each operation. Sessions appear by a one-way identifier, never by their cookie.
 */
public record Client(Actor actor, String address, String userAgent, String sessionId, String transactionId) {

    private static final ThreadLocal<Client> CURRENT = new ThreadLocal<>();
    private static final Client NONE = new Client(Actor.SYSTEM, null, null, null, "system");

    /** The one bound to this thread, or the system itself. */
    public static Client current() {
        Client client = CURRENT.get();
        return client == null ? NONE : client;
    }

    /** Binds to this thread until the answer is closed. */
    public static Binding bind(Client client) {
        Client before = CURRENT.get();
        CURRENT.set(client);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** The same request, once it is known who makes it. */
    public Client by(Actor known) {
        return new Client(known, address, userAgent, sessionId, transactionId);
    }

    /** Ends a binding; closing never fails. */
    public interface Binding extends AutoCloseable {
        @Override
        void close();
    }
}
