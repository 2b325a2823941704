package org.dradmin.systemlog;

/** Who did it: a person, an API client, or the system. {@code name} is the wire's {@code alternateId}. */
public record Actor(String id, String type, String name, String displayName) {

    public static final Actor SYSTEM = new Actor("system", "SystemPrincipal", "system@dr-admin", "Disaster Recovery Admin");
    public static final Actor UNKNOWN = new Actor("unknown", "User", "unknown", "Unknown");

    public static Actor user(String id, String username, String displayName) {
        return new Actor(id, "User", username, displayName);
    }

    /** @param id the wire's {@code client_id} */
    public static Actor client(String id, String name) {
        return new Actor(id, "PublicClientApp", id, name);
    }
}
