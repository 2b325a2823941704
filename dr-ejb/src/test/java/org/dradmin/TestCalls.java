package org.dradmin;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.Asynchronous;
import jakarta.ejb.EJBAccessException;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptors;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A call of a bean as the server makes it: role, then transaction, then interceptors, then the method. */
final class TestCalls {

    /** Who calls; none means a test that does not ask about roles. */
    record Caller(String name, List<String> roles) {
    }

    private final ThreadLocal<Caller> caller = new ThreadLocal<>();
    private final Map<Class<?>, Object> interceptors = new ConcurrentHashMap<>();
    private final TestContainer world;
    private final TestTransactions transactions;

    TestCalls(TestContainer world, TestTransactions transactions) {
        this.world = world;
        this.transactions = transactions;
    }

    Caller caller() {
        Caller now = caller.get();
        return now == null ? new Caller("anonymous", List.of()) : now;
    }

    void as(String name, List<String> roles, TestContainer.Work work) {
        Caller before = caller.get();
        caller.set(new Caller(name, roles));
        try {
            work.run();
        } catch (Exception e) {
            throw TestContainer.<RuntimeException>sneak(e);
        } finally {
            caller.set(before);
        }
    }

    Object call(Class<?> type, Object target, Method method, Object[] arguments) throws Exception {
        if (!TestBeans.isEjb(type)) {
            return plain(target, method, arguments);
        }
        if (!Modifier.isPublic(method.getModifiers())) {
            throw new IllegalStateException("The server offers only public methods of an EJB, not " + method);
        }
        authorize(type, method);
        if (annotation(method, type, Asynchronous.class) != null) {
            world.get(ManagedExecutorService.class).execute(() -> {
                try {
                    authorized(type, target, method, arguments);
                } catch (Exception e) {
                    throw TestContainer.<RuntimeException>sneak(e);
                }
            });
            return null;
        }
        return authorized(type, target, method, arguments);
    }

    private Object authorized(Class<?> type, Object target, Method method, Object[] arguments) throws Exception {
        Caller before = caller.get();
        RunAs runAs = type.getAnnotation(RunAs.class);
        if (runAs != null && before != null) {
            caller.set(new Caller(before.name(), List.of(runAs.value())));
        }
        try {
            Callable<Object> work = () -> new Invocation(target, method, arguments, chain(type, method)).proceed();
            return locked(type, target, method, () -> transactional(type, method, work));
        } finally {
            caller.set(before);
        }
    }

    private void authorize(Class<?> type, Method method) {
        Caller now = caller.get();
        boolean ownWord = Stream.of(PermitAll.class, DenyAll.class, RolesAllowed.class).anyMatch(method::isAnnotationPresent);
        RolesAllowed allowed = ownWord ? method.getAnnotation(RolesAllowed.class) : type.getAnnotation(RolesAllowed.class);
        boolean nobody = ownWord ? method.isAnnotationPresent(DenyAll.class) : type.isAnnotationPresent(DenyAll.class);
        if (now != null && (nobody || allowed != null && Stream.of(allowed.value()).noneMatch(now.roles()::contains))) {
            throw new EJBAccessException(now.name() + " may not call " + method);
        }
    }

    private Object transactional(Class<?> type, Method method, Callable<Object> work) throws Exception {
        TransactionManagement management = type.getAnnotation(TransactionManagement.class);
        if (management != null && management.value() == TransactionManagementType.BEAN) {
            return transactions.within(false, work);
        }
        TransactionAttribute attribute = annotation(method, type, TransactionAttribute.class);
        return transactions.call(attribute == null ? TransactionAttributeType.REQUIRED : attribute.value(), work);
    }

    /** A singleton takes one call at a time unless it says that it needs no lock. */
    private static Object locked(Class<?> type, Object target, Method method, Callable<Object> work) throws Exception {
        Lock lock = annotation(method, type, Lock.class);
        boolean free = type.isAnnotationPresent(jakarta.ejb.ConcurrencyManagement.class) || lock != null && lock.value() == LockType.READ;
        if (!type.isAnnotationPresent(Singleton.class) || free) {
            return work.call();
        }
        synchronized (target) {
            return work.call();
        }
    }

    private static <A extends Annotation> A annotation(Method method, Class<?> type, Class<A> annotation) {
        A own = method.getAnnotation(annotation);
        return own != null ? own : type.getAnnotation(annotation);
    }

    private List<Object> chain(Class<?> type, Method method) {
        List<Object> chain = new ArrayList<>();
        Stream.of(type.getAnnotation(Interceptors.class), method.getAnnotation(Interceptors.class))
                .filter(declared -> declared != null).flatMap(declared -> Stream.of(declared.value()))
                .forEach(interceptor -> chain.add(interceptors.computeIfAbsent(interceptor, world::make)));
        return chain;
    }

    /** A life cycle callback: a singleton's runs in a transaction of its own, as on the server. */
    void lifecycle(Class<?> type, Object target, Method method) {
        try {
            Callable<Object> work = () -> plain(target, method);
            if (type.isAnnotationPresent(Singleton.class)) {
                transactional(type, method, work);
            } else {
                transactions.within(false, work);
            }
        } catch (Exception e) {
            throw TestContainer.<RuntimeException>sneak(e);
        }
    }

    /** Calls a method and lets its own exception out. */
    Object plain(Object target, Method method, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw TestContainer.<RuntimeException>sneak(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells every observer of this event's type, in its transaction phase. */
    void fire(Object event) {
        TestBeans.all().forEach(bean -> {
            for (Method method : bean.getDeclaredMethods()) {
                for (Parameter parameter : method.getParameters()) {
                    Observes observes = parameter.getAnnotation(Observes.class);
                    if (observes != null && parameter.getType().isInstance(event)) {
                        observe(observes.during(), () -> plain(world.get(bean), method, event));
                    }
                }
            }
        });
    }

    private void observe(TransactionPhase phase, Runnable observer) {
        if (phase == TransactionPhase.IN_PROGRESS || !transactions.active()) {
            observer.run();
            return;
        }
        transactions.register(new Synchronization() {
            @Override
            public void beforeCompletion() {
                if (phase == TransactionPhase.BEFORE_COMPLETION) {
                    observer.run();
                }
            }

            @Override
            public void afterCompletion(int status) {
                boolean committed = status == Status.STATUS_COMMITTED;
                if (phase == TransactionPhase.AFTER_COMPLETION || phase == TransactionPhase.AFTER_SUCCESS && committed
                        || phase == TransactionPhase.AFTER_FAILURE && !committed) {
                    observer.run();
                }
            }
        });
    }

    private final class Invocation implements InvocationContext {
        private final Object target;
        private final Method method;
        private final List<Object> chain;
        private final Map<String, Object> data = new ConcurrentHashMap<>();
        private Object[] arguments;
        private int next;

        Invocation(Object target, Method method, Object[] arguments, List<Object> chain) {
            this.target = target;
            this.method = method;
            this.arguments = arguments;
            this.chain = chain;
        }

        @Override
        public Object proceed() throws Exception {
            if (next == chain.size()) {
                return plain(target, method, arguments);
            }
            Object interceptor = chain.get(next++);
            return plain(interceptor, TestBeans.annotated(interceptor.getClass(), AroundInvoke.class).get(0), this);
        }

        @Override
        public Object getTarget() {
            return target;
        }

        @Override
        public Object getTimer() {
            return null;
        }

        @Override
        public Method getMethod() {
            return method;
        }

        @Override
        public Constructor<?> getConstructor() {
            return null;
        }

        @Override
        public Object[] getParameters() {
            return arguments;
        }

        @Override
        public void setParameters(Object[] parameters) {
            arguments = parameters;
        }

        @Override
        public Map<String, Object> getContextData() {
            return data;
        }
    }
}
