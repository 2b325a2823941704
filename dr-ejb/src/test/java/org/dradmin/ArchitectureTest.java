package org.dradmin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.interceptor.Interceptors;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dradmin.organization.AllowedWhileReadOnly;
import org.dradmin.organization.ReadOnlyDoor;
import org.dradmin.recovery.connector.Connector;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.SystemLog;

/** The rules of the house for dr-ejb. An empty rule fails, so that none dies unnoticed. */
@AnalyzeClasses(packages = "org.dradmin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /** A server shows its JPA provider's classes to applications only once one has used it: not on a new domain. */
    @ArchTest
    static final ArchRule NO_CLASS_NEEDS_THE_JPA_PROVIDER = noClasses()
            .should().dependOnClassesThat().resideInAPackage("org.eclipse.persistence..");

    @ArchTest
    static final ArchRule CAPABILITIES_ARE_FREE_OF_CYCLES =
            slices().matching("org.dradmin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_PLATFORM_KNOWS_NO_CAPABILITY = noClasses().that().resideInAPackage("org.dradmin.platform..")
            .should().dependOnClassesThat(resideInAPackage("org.dradmin..").and(not(resideInAPackage("org.dradmin.platform.."))));

    @ArchTest
    static final ArchRule EVERY_DOOR_SAYS_WHO_MAY_PASS = methods()
            .that().arePublic().and().areNotStatic().and().areDeclaredInClassesThat().areAnnotatedWith(Stateless.class)
            .or().arePublic().and().areNotStatic().and().areDeclaredInClassesThat().areAnnotatedWith(Singleton.class)
            .should(sayWhoMayPass());

    @ArchTest
    static final ArchRule ONLY_THE_SYSTEM_LOG_MAKES_EVENTS = noClasses().that(are(not(type(SystemLog.class)).and(not(type(LogEvent.class)))))
            .should().callConstructorWhere(target(owner(type(LogEvent.class))));

    @ArchTest
    static final ArchRule ONLY_COMMANDS_WRITE_TO_THE_CONSOLE = noClasses().that().haveSimpleNameNotEndingWith("Database")
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule CONNECTORS_DO_NOT_SEE_EACH_OTHER =
            slices().matching("org.dradmin.recovery.connector.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule A_CONNECTOR_IS_CALLED_CONNECTOR = classes().that().implement(Connector.class)
            .should().haveSimpleNameEndingWith("Connector");

    @ArchTest
    static final ArchRule THE_SERVER_OWNS_THREADS_AND_OUTPUT = noClasses().should()
            .dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.Executors")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Date")
            .orShould().callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_THING_IS = noClasses().should()
            .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|DTO)");

    /** What changes something while the organization is read-only, and why it must; a new line here is a decision. */
    @ArchTest
    static void theseAloneWriteWhileReadOnly(JavaClasses house) {
        Set<String> passes = house.stream().flatMap(c -> c.getMethods().stream())
                .filter(m -> m.isAnnotatedWith(AllowedWhileReadOnly.class))
                .map(m -> m.getOwner().getSimpleName() + "." + m.getName()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(passes).containsExactly("Accounts.changePassword", "Accounts.signedOut", "AdminRoles.refuseIfLastSuperAdminIsGone", "Admins.unassign",
                "ApiClients.deactivate", "ApiClients.granted", "ApiClients.unassign", "CustomRoles.removePermission",
                "Groups.remove", "LogExports.cancel", "LogExports.discard", "LogExports.download", "LogExports.prepare",
                "LogIntegrity.beginWithNewKey", "LogStreams.pause", "LogStreams.replay", "LogStreams.resume",
                "LogStreams.update", "Notifications.retryAllNow", "Notifications.retryNow", "Notifications.send",
                "OneTimeLinks.forgotten", "OneTimeLinks.use", "Organizations.enter", "Organizations.record", "People.deactivate",
                "PersonSessions.endAll", "PersonSessions.endAllOwn", "PersonSessions.endOwn", "PersonSessions.seen", "Probes.lookSoon",
                "Recovery.failback", "Recovery.failover", "RecoveryControl.cancel", "RecoveryControl.confirm",
                "RecoveryControl.retry", "RecoveryControl.rollBack", "RecoveryControl.skip", "RecoveryPlans.save", "Retention.hold",
                "RoleBindings.dissolve", "RoleBindings.unassign", "TokenKeys.rotate");
    }

    /** The boundaries of the capabilities stand behind the read-only door. */
    @ArchTest
    static void everyBoundaryStandsBehindTheReadOnlyDoor(JavaClasses house) {
        Set<String> behind = house.stream().filter(c -> c.isAnnotatedWith(Interceptors.class)
                        && Set.of(c.getAnnotationOfType(Interceptors.class).value()).contains(ReadOnlyDoor.class))
                .map(JavaClass::getSimpleName).collect(Collectors.toSet());
        assertThat(behind).contains("Organizations", "Accounts", "AdminRoles", "ApiClients", "CustomRoles", "ResourceSets", "RoleBindings", "People", "Groups", "OneTimeLinks", "PersonSessions", "Recovery", "Notifications", "OrganizationImport", "Probes",
                "LogExports", "SavedSearches");
        assertThat(behind).contains("Regions", "ProtectedDomains", "Applications", "OrganizationFiles");
        assertThat(behind).contains("LogStreams");
    }

    private static ArchCondition<JavaMethod> sayWhoMayPass() {
        return new ArchCondition<>("carry @RolesAllowed or @PermitAll, or their class does") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean says = method.isAnnotatedWith(RolesAllowed.class) || method.isAnnotatedWith(PermitAll.class)
                        || method.getOwner().isAnnotatedWith(RolesAllowed.class) || method.getOwner().isAnnotatedWith(PermitAll.class);
                if (!says && !method.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not say who may pass"));
                }
            }
        };
    }
}
