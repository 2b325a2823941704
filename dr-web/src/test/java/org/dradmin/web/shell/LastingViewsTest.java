package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a page keeps between two requests stands in the session, and the server writes sessions down. */
class LastingViewsTest {

    @Test
    void keepNothingThatCannotBeWrittenDown() {
        List<? extends Class<?>> views = new ClassFileImporter().importPackages("org.dradmin.web").stream()
                .filter(type -> type.isAnnotatedWith(ViewScoped.class)).map(JavaClass::reflect).toList();
        assertThat(views).isNotEmpty();
        assertThat(views.stream().flatMap(view -> Arrays.stream(view.getDeclaredFields())).filter(LastingViewsTest::isKept)
                .filter(field -> !isStorable(field.getGenericType()))).isEmpty();
    }

    private static boolean isKept(Field field) {
        return !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()) && !field.isAnnotationPresent(Inject.class);
    }

    private static boolean isStorable(Type type) {
        if (type instanceof ParameterizedType many && Collection.class.isAssignableFrom((Class<?>) many.getRawType())) {
            return Stream.of(many.getActualTypeArguments()).allMatch(LastingViewsTest::isStorable);
        }
        return type instanceof Class<?> one && (one.isPrimitive() || Serializable.class.isAssignableFrom(one));
    }
}
