package org.dradmin.test;

/** An account of the demonstration's organization. */
public record Account(String username, String password, String displayName) {

    /** Two super admins. */
    public static final Account ADA = new Account("ada", "demo-only-lighthouse", "Ada Marsh");
    public static final Account GRACE = new Account("grace", "demo-only-waterwheel", "Grace Okafor");
    /** Holds the permission to manage disaster recovery by a custom admin role. */
    public static final Account OMAR = new Account("omar", "demo-only-drawbridge", "Omar Haddad");
    /** Holds no right at all. */
    public static final Account EVE = new Account("eve", "demo-only-clocktower", "Eve Tanaka");
    /** May look at disaster recovery and do nothing there; on Payara Server only. */
    public static final Account VERA = new Account("vera", "demo-only-spyglass", "Vera Lind");

    /** As the console writes a person. */
    public String words() {
        return displayName + " (" + username + ")";
    }
}
