package org.dradmin;

import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;
import org.dradmin.platform.Settings;

/** Which classes of this module are beans, and the proxies that stand before them. */
final class TestBeans {

    private static final List<Class<?>> ALL = scan();
    private static final Map<Class<?>, Class<?>> PROXIES = new ConcurrentHashMap<>();

    private TestBeans() {
    }

    static Stream<Class<?>> all() {
        return ALL.stream();
    }

    static boolean isEjb(Class<?> type) {
        return type.isAnnotationPresent(Stateless.class) || type.isAnnotationPresent(Singleton.class);
    }

    static boolean isDependent(Class<?> type) {
        return type.isAnnotationPresent(Dependent.class);
    }

    static boolean isBean(Class<?> type) {
        return isEjb(type) || isDependent(type) || type.isAnnotationPresent(ApplicationScoped.class);
    }

    private static List<Class<?>> scan() {
        try {
            Path root = Path.of(Settings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(root.resolve("org/dradmin"))) {
                List<Class<?>> found = new ArrayList<>();
                for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                    String name = root.relativize(file).toString().replaceAll("\\.class$", "").replaceAll("[/\\\\]", ".");
                    Class<?> type = Class.forName(name, false, TestBeans.class.getClassLoader());
                    if (isBean(type)) {
                        found.add(type);
                    }
                }
                return found;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Methods with this annotation, the base classes' first. */
    static List<Method> annotated(Class<?> type, Class<? extends Annotation> annotation) {
        List<Method> methods = type == Object.class ? new ArrayList<>() : annotated(type.getSuperclass(), annotation);
        Stream.of(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(annotation)).forEach(methods::add);
        return methods;
    }

    /** A subclass in the bean's own package, so that package-private beans and methods are proxied too. */
    static Object proxy(Class<?> type, InvocationHandler handler) {
        try {
            Class<?> proxyType = PROXIES.computeIfAbsent(type, TestBeans::define);
            Constructor<?> constructor = proxyType.getDeclaredConstructor();
            constructor.setAccessible(true);
            Object proxy = constructor.newInstance();
            proxyType.getField("testHandler").set(proxy, handler);
            return proxy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be proxied; it needs a constructor without parameters.", e);
        }
    }

    private static Class<?> define(Class<?> type) {
        try {
            return new ByteBuddy().subclass(type)
                    .name(type.getName() + "TestProxy")
                    .modifiers(Visibility.PUBLIC)
                    .defineField("testHandler", InvocationHandler.class, Visibility.PUBLIC)
                    .method(ElementMatchers.not(ElementMatchers.isDeclaredBy(Object.class)))
                    .intercept(InvocationHandlerAdapter.toField("testHandler"))
                    .make()
                    .load(type.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(
                            MethodHandles.privateLookupIn(type, MethodHandles.lookup())))
                    .getLoaded();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
