package org.dradmin.systemlog;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of events of this product, each with its wire name and the sentence shown for it. */
public enum EventType {

    SESSION_START("user.session.start", "User sign-in"),
    SESSION_END("user.session.end", "User sign-out"),
    SIGN_IN_DELAYED("user.session.delay", "Sign-in delayed after repeated failures"),
    STEP_UP("user.authentication.step_up", "User sign-in for disaster recovery"),
    PASSWORD_CHANGE("user.account.update_password", "User password change"),
    PASSWORD_RESET_SENT("user.account.reset_password", "Link for a new password sent to a user"),
    PASSWORD_RESET("user.account.set_password", "User password set by a one-time link"),
    PERSON_CREATE("user.lifecycle.create", "User created"),
    PERSON_INVITE("user.lifecycle.invite", "User invited"),
    PERSON_UPDATE("user.account.update_profile", "User changed"),
    PERSON_DEACTIVATE("user.lifecycle.deactivate", "User deactivated"),
    PERSON_REACTIVATE("user.lifecycle.reactivate", "User activated again"),
    SESSIONS_CLEAR("user.session.clear", "User sessions ended"),
    GROUP_CREATE("group.lifecycle.create", "Group created"),
    GROUP_UPDATE("group.profile.update", "Group changed"),
    GROUP_DELETE("group.lifecycle.delete", "Group deleted"),
    MEMBERSHIP_ADD("group.user_membership.add", "Users added to a group"),
    MEMBERSHIP_REMOVE("group.user_membership.remove", "Users removed from a group"),
    ACCESS_DENIED("security.access.denied", "Access denied"),
    REFUSED("security.request.refused", "Request refused"),
    READ_ONLY_REFUSED("system.read_only.refused", "Change refused: the organization is in read-only mode"),
    FEATURE_ENABLE("system.feature.enable", "Early access feature switched on"),
    FEATURE_DISABLE("system.feature.disable", "Early access feature switched off"),
    ORGANIZATION_CREATED("system.organization.create", "Empty organization created"),
    ORGANIZATION_IMPORT("system.organization.import", "Organization file imported"),
    ORGANIZATION_EXPORT("system.organization.export", "Organization file exported"),
    ORGANIZATION_UPDATE("system.organization.update", "Organization's name changed"),
    SESSION_TIMES("system.session_times.update", "Session times changed"),
    REGION_CREATE("system.region.create", "Region created"),
    REGION_UPDATE("system.region.update", "Region changed"),
    REGION_DELETE("system.region.delete", "Region deleted"),
    DOMAIN_CREATE("system.domain.create", "Protected domain created"),
    DOMAIN_UPDATE("system.domain.update", "Protected domain changed"),
    DOMAIN_DELETE("system.domain.delete", "Protected domain deleted"),
    TILE_CREATE("app.dashboard.create", "Dashboard application created"),
    TILE_UPDATE("app.dashboard.update", "Dashboard application changed"),
    TILE_ORDER("app.dashboard.order", "Dashboard applications put into another order"),
    TILE_DELETE("app.dashboard.delete", "Dashboard application deleted"),
    MAIL_TEST("system.mail.test", "Test mail sent"),
    ADMIN_CREATED("system.admin.create", "First super admin created"),
    BREAK_GLASS("system.admin.break_glass", "Super admin restored by the server's administrator (break-glass)"),
    CLIENT_CREATED("application.lifecycle.create", "API client created"),
    CLIENT_UPDATED("application.lifecycle.update", "API client changed"),
    CLIENT_ACTIVATED("application.lifecycle.activate", "API client activated"),
    CLIENT_DEACTIVATED("application.lifecycle.deactivate", "API client deactivated"),
    CLIENT_KEYS("app.oauth2.client.lifecycle.keys", "API client's keys replaced"),
    CLIENT_SECRET("app.oauth2.client.lifecycle.new_client_secret", "API client's secret replaced"),
    CLIENT_ROLE_GRANT("app.oauth2.client.privilege.grant", "Admin role assigned to an API client"),
    CLIENT_ROLE_REVOKE("app.oauth2.client.privilege.revoke", "Admin role taken from an API client"),
    USER_ROLE_GRANT("user.account.privilege.grant", "Admin role assigned to a person"),
    USER_ROLE_REVOKE("user.account.privilege.revoke", "Admin role taken from a person"),
    GROUP_ROLE_GRANT("group.privilege.grant", "Admin role assigned to a group"),
    GROUP_ROLE_REVOKE("group.privilege.revoke", "Admin role taken from a group"),
    TOKEN_GRANT("app.oauth2.token.grant", "Access token granted to an API client"),
    ROLE_CREATE("iam.role.create", "Custom admin role created"),
    ROLE_UPDATE("iam.role.update", "Custom admin role changed"),
    ROLE_DELETE("iam.role.delete", "Custom admin role deleted"),
    ROLE_PERMISSION_ADD("iam.role.permissions.add", "Permission added to a custom admin role"),
    ROLE_PERMISSION_REMOVE("iam.role.permissions.delete", "Permission taken from a custom admin role"),
    RESOURCE_SET_CREATE("iam.resourceset.create", "Resource set created"),
    RESOURCE_SET_UPDATE("iam.resourceset.update", "Resource set changed"),
    RESOURCE_SET_DELETE("iam.resourceset.delete", "Resource set deleted"),
    RESOURCE_ADD("iam.resourceset.resources.add", "Resources added to a resource set"),
    RESOURCE_REMOVE("iam.resourceset.resources.delete", "Resource taken from a resource set"),
    BINDING_ADD("iam.resourceset.bindings.add", "Custom admin role assigned on a resource set"),
    BINDING_REMOVE("iam.resourceset.bindings.delete", "Custom admin role taken away on a resource set"),
    SIGNING_KEY("app.oauth2.as.key.rollover", "Key for signing tokens made"),
    LOG_EXPORT("system.log.export", "System Log exported"),
    LOG_SEAL("system.log.seal", "System Log sealed"),
    LOG_SEAL_KEY("system.log.seal_key", "Key for seals of the System Log taken into use"),
    LOG_VERIFY("system.log.verify", "System Log verified"),
    LOG_RETENTION("system.log.retention.update", "Retention of the System Log changed"),
    LOG_HOLD_SET("system.log.hold.set", "Legal hold set on the System Log"),
    LOG_HOLD_LIFT("system.log.hold.lift", "Legal hold on the System Log lifted"),
    LOG_PURGE("system.log.purge", "Oldest part of the System Log removed"),
    LOG_EXPORT_DOWNLOAD("system.log.export.download", "Prepared export of the System Log downloaded"),
    LOG_SEARCH_SAVE("system.log.search.save", "Search of the System Log saved"),
    LOG_SEARCH_DELETE("system.log.search.delete", "Saved search of the System Log deleted"),
    STREAM_CREATE("system.log.stream.create", "Stream of the System Log created"),
    STREAM_UPDATE("system.log.stream.update", "Stream of the System Log changed"),
    STREAM_PAUSE("system.log.stream.pause", "Stream of the System Log paused"),
    STREAM_RESUME("system.log.stream.resume", "Stream of the System Log resumed"),
    STREAM_REPLAY("system.log.stream.replay", "Stream of the System Log set back to an earlier time"),
    STREAM_STALL("system.log.stream.stall", "Stream of the System Log stands still"),
    STREAM_RECOVER("system.log.stream.recover", "Stream of the System Log goes on again"),
    STREAM_DELETE("system.log.stream.delete", "Stream of the System Log deleted"),
    SERVICE_MODE("system.dr.service_mode", "Service mode changed"),
    FAILOVER_START("system.dr.failover.start", "Failover requested"),
    FAILBACK_START("system.dr.failback.start", "Failback requested"),
    FAILOVER_STEP("system.dr.failover.step", "Failover step ended"),
    FAILBACK_STEP("system.dr.failback.step", "Failback step ended"),
    OPERATION_RETRY("system.dr.operation.retry", "Recovery step to be tried again"),
    OPERATION_SKIP("system.dr.operation.skip", "Recovery step left out"),
    OPERATION_CONFIRM("system.dr.operation.confirm", "Manual recovery step confirmed"),
    OPERATION_CANCEL("system.dr.operation.cancel", "Recovery operation to be cancelled"),
    OPERATION_ROLL_BACK("system.dr.operation.roll_back", "Recovery operation to be rolled back"),
    OPERATION_EXPORT("system.dr.operation.export", "Recovery operation exported"),
    PLAN_EXPORT("system.dr.plan.export", "Recovery plan exported"),
    PLAN_UPDATE("system.dr.plan.update", "Recovery plan changed"),
    /** Exactly one per operation; the sentence is fixed by the wire contract. */
    FAILOVER("system.dr.failover",
            "The Enhanced Disaster Recovery (EDR) failover operation for the org domains was initiated"),
    FAILBACK("system.dr.failback",
            "The Enhanced Disaster Recovery (EDR) failback operation for the org domains was initiated");

    private final String wireName;
    private final String displayMessage;

    EventType(String wireName, String displayMessage) {
        this.wireName = wireName;
        this.displayMessage = displayMessage;
    }

    /** Nothing if no event has that wire name. */
    public static Optional<EventType> of(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst();
    }

    public String wireName() {
        return wireName;
    }

    public String displayMessage() {
        return displayMessage;
    }
}
