package org.dradmin;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only a server would notice: its proxies call a bean from another package, and see public types only. */
class BoundaryTypesTest {

    @Test
    void publicMethodsOfBeansNamePublicTypes() {
        methods().that().arePublic().and().areDeclaredInClassesThat().areAnnotatedWith(Stateless.class)
                .or().arePublic().and().areDeclaredInClassesThat().areAnnotatedWith(Singleton.class)
                .should(nameVisibleTypes())
                .check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.dradmin"));
    }

    private static ArchCondition<JavaMethod> nameVisibleTypes() {
        return new ArchCondition<>("name public types only") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .map(JavaClass::getBaseComponentType)
                        .filter(type -> !type.isPrimitive() && !type.getModifiers().contains(JavaModifier.PUBLIC))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(method,
                                method.getFullName() + " names " + type.getName() + ", which is not public")));
            }
        };
    }
}
