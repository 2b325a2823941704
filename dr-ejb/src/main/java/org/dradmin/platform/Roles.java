package org.dradmin.platform;

/**
 * The names of the container's roles. Most are permissions of the wire contract; those that begin with {@code dr.}
 * are ours. The access capability decides who has which; boundaries name them, the container enforces them.
 */
public final class Roles {

    public static final String DR_MANAGE = "okta.dr.manage";
    public static final String DR_READ = "okta.dr.read";
    public static final String LOGS_READ = "okta.logs.read";
    public static final String ROLES_MANAGE = "okta.roles.manage";
    public static final String ROLES_READ = "okta.roles.read";
    public static final String USERS_MANAGE = "okta.users.manage";
    public static final String USERS_READ = "okta.users.read";
    public static final String GROUPS_MANAGE = "okta.groups.manage";
    public static final String GROUPS_READ = "okta.groups.read";
    public static final String APPS_MANAGE = "okta.apps.manage";
    public static final String APPS_READ = "okta.apps.read";
    /** Organization, plan, settings, API clients, retention: super admins only. */
    public static final String SETTINGS_MANAGE = "dr.settings.manage";

    /** Signed in, with a password that need not be changed. */
    public static final String USER = "dr.user";
    /** Signed in; may change the own password and sign out. */
    public static final String SIGNED_IN = "dr.signed_in";
    /** Holds a disaster recovery permission while the feature is on: sees the tile, may step up. */
    public static final String ENTITLED = "dr.entitled";
    /** The engine itself; no person or client can hold it. */
    public static final String ENGINE = "dr.engine";

    private Roles() {
    }
}
