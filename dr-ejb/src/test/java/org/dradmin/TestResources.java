package org.dradmin;

import jakarta.ejb.SessionContext;
import jakarta.ejb.TimerService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** What the server gives to beans beside other beans. A method that is not known here refuses, rather than pretend. */
final class TestResources {

    private interface Answers {
        Object to(String method, Object[] arguments) throws Exception;
    }

    private TestResources() {
    }

    static Map<Class<?>, Object> of(TestContainer world, TestTransactions transactions, TestCalls calls) {
        Map<Class<?>, Object> resources = new HashMap<>();
        resources.put(SessionContext.class, fake(SessionContext.class, (method, arguments) -> switch (method) {
            case "getCallerPrincipal" -> (Principal) () -> calls.caller().name();
            case "isCallerInRole" -> calls.caller().roles().contains(arguments[0]);
            case "getBusinessObject" -> world.get((Class<?>) arguments[0]);
            case "getRollbackOnly" -> transactions.isRollbackOnly();
            case "setRollbackOnly" -> {
                transactions.setRollbackOnly();
                yield null;
            }
            default -> throw new UnsupportedOperationException(method);
        }));
        resources.put(TransactionSynchronizationRegistry.class, fake(TransactionSynchronizationRegistry.class, (method, arguments) -> {
            if (!method.equals("registerInterposedSynchronization")) {
                throw new UnsupportedOperationException(method);
            }
            transactions.register((Synchronization) arguments[0]);
            return null;
        }));
        // Runs at once, but outside the caller's transaction, as another thread would. Replace it for real concurrency.
        resources.put(ManagedExecutorService.class, fake(ManagedExecutorService.class, (method, arguments) -> {
            Callable<Object> work = arguments[0] instanceof Callable<?> c ? c::call : () -> {
                ((Runnable) arguments[0]).run();
                return null;
            };
            return switch (method) {
                case "execute" -> transactions.suspended(work);
                case "submit" -> submitted(() -> transactions.suspended(work));
                default -> throw new UnsupportedOperationException(method);
            };
        }));
        resources.put(ManagedScheduledExecutorService.class, fake(ManagedScheduledExecutorService.class, (method, arguments) -> {
            throw new UnsupportedOperationException("Nothing is scheduled here: " + method);
        }));
        // Time does not pass by itself in a test: it calls a bean's timer method where it means a tick.
        resources.put(TimerService.class, fake(TimerService.class, (method, arguments) -> {
            if (!method.equals("createIntervalTimer")) {
                throw new UnsupportedOperationException(method);
            }
            return null;
        }));
        return resources;
    }

    private static CompletableFuture<Object> submitted(Callable<Object> work) {
        try {
            return CompletableFuture.completedFuture(work.call());
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    static Event<?> event(TestCalls calls) {
        return fake(Event.class, (method, arguments) -> {
            calls.fire(arguments[0]);
            return method.equals("fireAsync") ? CompletableFuture.completedFuture(arguments[0]) : null;
        });
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    /** {@code Instance<T>}: all beans of a type, qualifiers not looked at. */
    record Beans<T>(TestContainer world, Class<T> type) implements Instance<T> {

        @Override
        public T get() {
            return world.get(type);
        }

        @Override
        public Iterator<T> iterator() {
            return world.all(type).iterator();
        }

        @Override
        public Instance<T> select(Annotation... qualifiers) {
            return this;
        }

        @Override
        public <U extends T> Instance<U> select(Class<U> subtype, Annotation... qualifiers) {
            return new Beans<>(world, subtype);
        }

        @Override
        public <U extends T> Instance<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
            throw new UnsupportedOperationException("Beans are selected by class here.");
        }

        @Override
        public boolean isUnsatisfied() {
            return world.all(type).isEmpty();
        }

        @Override
        public boolean isAmbiguous() {
            return world.all(type).size() > 1;
        }

        @Override
        public void destroy(T instance) {
            throw new UnsupportedOperationException("Beans end with the container here.");
        }

        @Override
        public Handle<T> getHandle() {
            throw new UnsupportedOperationException("Use get().");
        }

        @Override
        public Iterable<? extends Handle<T>> handles() {
            throw new UnsupportedOperationException("Use iterator().");
        }
    }
}
