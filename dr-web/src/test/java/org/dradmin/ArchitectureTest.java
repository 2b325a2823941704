package org.dradmin;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.inject.Named;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.dradmin.recovery.connector.Connector;

/** The rules of the house for dr-web. An empty rule fails, so that none dies unnoticed. */
@AnalyzeClasses(packages = "org.dradmin", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PAGES_AND_API_TOUCH_NO_DATABASE = noClasses().that().resideInAnyPackage("org.dradmin.web..", "org.dradmin.api..")
            .should().dependOnClassesThat().areAssignableTo(EntityManager.class)
            .orShould().dependOnClassesThat().areAssignableTo(DataSource.class)
            .orShould().dependOnClassesThat().resideInAPackage("java.sql..");

    @ArchTest
    static final ArchRule PAGES_AND_API_TOUCH_NO_CONNECTOR = noClasses().that().resideInAnyPackage("org.dradmin.web..", "org.dradmin.api..")
            .should().dependOnClassesThat().areAssignableTo(Connector.class)
            .orShould().dependOnClassesThat().resideInAPackage("org.dradmin.recovery.engine..");

    @ArchTest
    static final ArchRule WHAT_A_PAGE_NAMES_IS_A_VIEW = classes().that().resideInAPackage("org.dradmin.web..")
            .and().areAnnotatedWith(Named.class).should().haveSimpleNameEndingWith("View");

    @ArchTest
    static final ArchRule SECTIONS_ARE_FREE_OF_CYCLES = slices().matching("org.dradmin.web.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_API_AND_ITS_DOOR_ARE_FREE_OF_CYCLES = slices().matching("org.dradmin.(web.shell|api.*)").should().beFreeOfCycles();

    /** The API answers with records of its own, so that nobody reads off the wire what an entity happens to hold. */
    @ArchTest
    static final ArchRule NO_RESOURCE_ANSWERS_WITH_AN_ENTITY = methods().that().areDeclaredInClassesThat().resideInAPackage("org.dradmin.api..")
            .and().arePublic().and().areDeclaredInClassesThat().haveSimpleNameEndingWith("Resource")
            .should().notHaveRawReturnType(annotatedWith(Entity.class));

    @ArchTest
    static final ArchRule A_RESOURCE_IS_CALLED_RESOURCE = classes().that().resideInAPackage("org.dradmin.api..")
            .and().areAnnotatedWith(jakarta.ws.rs.Path.class).should().haveSimpleNameEndingWith("Resource");

    @ArchTest
    static final ArchRule NOTHING_GOES_TO_THE_CONSOLE = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule THE_SERVER_OWNS_THREADS = noClasses().that().resideInAnyPackage("org.dradmin.web..", "org.dradmin.api..")
            .should().dependOnClassesThat().haveFullyQualifiedName("java.lang.Thread")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.Executors")
            .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.Date");
}
