package org.dradmin;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.dradmin.platform.Settings;
import org.dradmin.platform.database.Schema;

/**
 * The product's beans on a database of their own, with the server's rules that matter to them, in a second and without
 * a server: injection into fields, transactions ({@link TestTransactions}), interceptors, roles, events, life cycle.
 * <pre>
 * try (var world = TestContainer.onDerby()) {
 *     world.inTransaction(() -> world.get(SystemLog.class).write(Entry.of(EventType.SESSION_END)));
 *     world.clock().advance(Duration.ofMinutes(5));
 * }
 * </pre>
 * Beans are found by their annotations and made when first needed; each is one instance (keep no state in a stateless
 * one). What is injected is a proxy: calls from bean to bean pass the rules, a bean's calls of itself do not. Calls run
 * unrestricted until a test names a caller ({@link #as}); then {@code @RolesAllowed} holds. With
 * {@code -Ddr.test.db.url} the same tests run on PostgreSQL.
 */
public final class TestContainer implements AutoCloseable {

    /** What a test does inside a transaction or as somebody. */
    public interface Work {
        void run() throws Exception;
    }

    private final TestDatabase database;
    private final boolean ownsDatabase;
    private final TestClock clock;
    private final Map<String, String> settings;
    private final TestTransactions transactions;
    private final TestCalls calls;
    private final Map<Class<?>, Object> replaced = new LinkedHashMap<>();
    private final Map<Class<?>, Class<?>> subclassed = new LinkedHashMap<>();
    private final Map<Class<?>, Object> targets = new LinkedHashMap<>();
    private final Map<Class<?>, Object> proxies = new LinkedHashMap<>();
    /** Each node has its own, made when a bean first writes to it, unless a test sets {@code dr.data.dir}. */
    private final Path dataDirectory = Path.of("target", "test-data", UUID.randomUUID().toString());

    private boolean closed;

    private TestContainer(TestDatabase database, boolean ownsDatabase, TestClock clock, Map<String, String> settings) {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        this.clock = clock;
        this.settings = settings;
        this.transactions = new TestTransactions(database.entityManagers);
        this.calls = new TestCalls(this, transactions);
        replaced.put(Clock.class, clock);
        replaced.put(Settings.class, new Settings(key -> Optional.ofNullable(
                settings.getOrDefault(key, key.equals("dr.data.dir") ? dataDirectory.toString() : null))));
        replaced.put(EntityManager.class, transactions.em);
        replaced.put(DataSource.class, database.dataSource);
        replaced.put(Schema.class, new MigratedSchema());
        TestResources.of(this, transactions, calls).forEach(replaced::put);
    }

    /** The database of a test is migrated before any bean is made. */
    private static final class MigratedSchema extends Schema {
        @Override
        public boolean isReady() {
            return true;
        }
    }

    /** A new world on an empty, migrated database. */
    public static TestContainer onDerby() {
        TestDatabase database = TestDatabase.take();
        return new TestContainer(database, true, new TestClock(), database.settings());
    }

    /** Another node, or the same after its crash: beans of its own, on the same database, clock and settings. */
    public TestContainer anotherNode() {
        return new TestContainer(database, false, clock, settings);
    }

    public TestClock clock() {
        return clock;
    }

    /** Sets a {@code dr.*} key; beans see it at their next look. */
    public TestContainer setting(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Uses this object wherever exactly this type is wanted; for a bean that is not wanted yet. */
    public <T> TestContainer replace(Class<T> type, T instance) {
        refuseIfMade(type);
        replaced.put(type, instance);
        return this;
    }

    /** Makes a bean as this subclass (package-private no-argument constructor); calls still pass the base class's rules. */
    public <T> TestContainer subclass(Class<T> type, Class<? extends T> subclass) {
        refuseIfMade(type);
        subclassed.put(type, subclass);
        return this;
    }

    private void refuseIfMade(Class<?> type) {
        if (targets.containsKey(type)) {
            throw new IllegalStateException(type + " is in use already; replace it before it is first wanted.");
        }
    }

    /** The bean of this type, as others get it injected. */
    public <T> T get(Class<T> type) {
        return type.cast(resolve(type, type));
    }

    /** Everything of this type, as {@code Instance<T>} has it. */
    public synchronized <T> List<T> all(Class<T> type) {
        if (replaced.containsKey(type)) {
            return List.of(type.cast(replaced.get(type)));
        }
        Stream<Object> given = replaced.values().stream().filter(type::isInstance);
        Stream<Object> made = TestBeans.all().filter(bean -> type.isAssignableFrom(bean) && !replaced.containsKey(bean)).map(this::proxy);
        return Stream.concat(given, made).map(type::cast).toList();
    }

    /** The entity manager, for a test's own preparations within {@link #inTransaction}. */
    public EntityManager em() {
        return transactions.em;
    }

    /** Runs in a new transaction; commits unless an exception (which comes out as it is) or the work says otherwise. */
    public void inTransaction(Work work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    public <T> T inTransaction(Callable<T> work) {
        Throwable[] own = new Throwable[1];
        try {
            @SuppressWarnings("unchecked")
            T result = (T) transactions.within(true, () -> {
                try {
                    return work.call();
                } catch (Exception e) {
                    own[0] = e;
                    throw new IllegalStateException(e);
                }
            });
            return result;
        } catch (Exception e) {
            throw TestContainer.<RuntimeException>sneak(own[0] != null ? own[0] : e);
        }
    }

    /** Runs as this caller, who has these roles and no others; {@code @RolesAllowed} and {@code SessionContext} see it. */
    public void as(String name, List<String> roles, Work work) {
        calls.as(name, roles, work);
    }

    /** The target's rules are read from the bean's class; everything of a type but a {@code @Dependent} bean is a proxy. */
    private synchronized Object proxy(Class<?> type) {
        Object existing = proxies.get(type);
        if (existing == null) {
            existing = TestBeans.isDependent(type) ? target(type) : TestBeans.proxy(type, (proxy, method, arguments) ->
                    calls.call(type, target(type), method, arguments));
            if (!TestBeans.isDependent(type)) {
                proxies.put(type, existing);
            }
        }
        return existing;
    }

    private synchronized Object target(Class<?> type) {
        Object target = targets.get(type);
        if (target == null) {
            target = make(subclassed.getOrDefault(type, type));
            targets.put(type, target);
            Object made = target;
            TestBeans.annotated(made.getClass(), PostConstruct.class).forEach(method -> calls.lifecycle(type, made, method));
        }
        return target;
    }

    /** A new object with its fields injected; for interceptors and other helpers of the container. */
    <T> T make(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            T object = constructor.newInstance();
            for (Class<?> level = type; level != Object.class; level = level.getSuperclass()) {
                for (Field field : level.getDeclaredFields()) {
                    if (Stream.of(Inject.class, EJB.class, PersistenceContext.class, Resource.class).anyMatch(field::isAnnotationPresent)) {
                        field.setAccessible(true);
                        field.set(object, resolve(field.getType(), field.getGenericType()));
                    }
                }
            }
            return object;
        } catch (InvocationTargetException e) {
            throw TestContainer.<RuntimeException>sneak(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made; it needs a constructor without parameters.", e);
        }
    }

    private static Class<?> raw(Type type) {
        return type instanceof Class<?> c ? c : type instanceof ParameterizedType p ? raw(p.getRawType()) : null;
    }

    private Object resolve(Class<?> type, Type generic) {
        if (replaced.containsKey(type)) {
            return replaced.get(type);
        }
        Class<?> argument = generic instanceof ParameterizedType p ? raw(p.getActualTypeArguments()[0]) : null;
        if (type == jakarta.enterprise.inject.Instance.class) {
            return new TestResources.Beans<>(this, argument);
        }
        if (type == jakarta.enterprise.event.Event.class) {
            return TestResources.event(calls);
        }
        if (TestBeans.isBean(type)) {
            return proxy(type);
        }
        List<Object> found = new ArrayList<>(all(type));
        if (found.isEmpty()) {
            produced(type).forEach(found::add);
        }
        if (found.size() != 1) {
            throw new IllegalStateException("There are " + found.size() + " beans of " + type + "; one is needed.");
        }
        return found.get(0);
    }

    private Stream<Object> produced(Class<?> type) {
        return TestBeans.all().flatMap(bean -> Arrays.stream(bean.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Produces.class) && method.getReturnType() == type)
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .map(method -> calls.plain(proxy(bean), method)));
    }

    @SuppressWarnings("unchecked")
    static <E extends Throwable> E sneak(Throwable throwable) throws E {
        throw (E) throwable;
    }

    /** Ends this node's beans, newest first, and with the first node the database. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<Object> made = new ArrayList<>(targets.values());
        for (int i = made.size() - 1; i >= 0; i--) {
            for (Method method : TestBeans.annotated(made.get(i).getClass(), PreDestroy.class)) {
                calls.plain(made.get(i), method);
            }
        }
        if (ownsDatabase) {
            database.close();
        }
        deleteDataDirectory();
    }

    private void deleteDataDirectory() {
        if (Files.exists(dataDirectory)) {
            try (Stream<Path> files = Files.walk(dataDirectory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
