package org.dradmin;

import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRequiredException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The EJB container's rules about transactions, on thread-bound resource-local entity managers: transaction
 * attributes, rollback on system exceptions (which callers see as {@link EJBException}, as on the server), commit on
 * application exceptions unless they say otherwise. Without a transaction a call reads through an entity manager of
 * its own and writing is refused.
 */
final class TestTransactions {

    private static final Set<String> WRITES = Set.of("persist", "merge", "remove", "flush", "refresh", "lock");

    private static final class Frame {
        EntityManager em;
        boolean transaction;
        boolean rollbackOnly;
        final List<Synchronization> synchronizations = new ArrayList<>();
    }

    private final ThreadLocal<Frame> current = new ThreadLocal<>();
    private final EntityManagerFactory entityManagers;
    /** What {@code @PersistenceContext} gets: each call goes to the entity manager of the caller's transaction. */
    final EntityManager em;

    TestTransactions(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
        this.em = (EntityManager) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    if (WRITES.contains(method.getName()) && !active()) {
                        throw new TransactionRequiredException(method.getName() + " needs a transaction.");
                    }
                    try {
                        return method.invoke(current(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private EntityManager current() {
        Frame frame = current.get();
        if (frame == null) {
            throw new IllegalStateException("Outside a bean the entity manager is used within inTransaction.");
        }
        if (frame.em == null) {
            frame.em = entityManagers.createEntityManager();
        }
        return frame.em;
    }

    boolean active() {
        return current.get() != null && current.get().transaction;
    }

    boolean isRollbackOnly() {
        return active() && current.get().rollbackOnly;
    }

    void setRollbackOnly() {
        if (!active()) {
            throw new IllegalStateException("There is no transaction to roll back.");
        }
        current.get().rollbackOnly = true;
    }

    void register(Synchronization synchronization) {
        current.get().synchronizations.add(synchronization);
    }

    /** A bean's method under its transaction attribute. */
    Object call(TransactionAttributeType attribute, Callable<Object> work) throws Exception {
        boolean joins = active() && switch (attribute) {
            case REQUIRED, MANDATORY, SUPPORTS -> true;
            case NEVER -> throw new EJBException("This method is never called in a transaction.");
            case REQUIRES_NEW, NOT_SUPPORTED -> false;
        };
        if (joins) {
            return joined(work);
        }
        return switch (attribute) {
            case MANDATORY -> throw new EJBTransactionRequiredException("This method is called in a transaction only.");
            case REQUIRED, REQUIRES_NEW -> within(true, work);
            case SUPPORTS, NOT_SUPPORTED, NEVER -> within(false, work);
        };
    }

    private Object joined(Callable<Object> work) throws Exception {
        try {
            return work.call();
        } catch (Exception e) {
            ApplicationException application = application(e);
            if (isSystem(e) || application != null && application.rollback()) {
                setRollbackOnly();
            }
            throw isSystem(e) && !(e instanceof EJBException) ? new EJBTransactionRolledbackException(e.getMessage(), e) : e;
        }
    }

    /** Runs work in a new transaction, or in none, while the caller's is suspended. */
    Object within(boolean transaction, Callable<Object> work) throws Exception {
        Frame outer = current.get();
        Frame frame = new Frame();
        frame.transaction = transaction;
        current.set(frame);
        boolean committed = false;
        try {
            if (transaction) {
                current().getTransaction().begin();
            }
            Object result = work.call();
            committed = commit(frame);
            return result;
        } catch (Exception e) {
            ApplicationException application = application(e);
            if (!isSystem(e) && (application == null || !application.rollback())) {
                committed = commit(frame);
            }
            throw isSystem(e) && !(e instanceof EJBException) ? new EJBException(e.getMessage(), e) : e;
        } finally {
            end(frame, outer, committed);
        }
    }

    /** Runs work as another thread would: without the caller's transaction, and with exceptions as they are. */
    Object suspended(Callable<Object> work) throws Exception {
        Frame outer = current.get();
        current.remove();
        try {
            return work.call();
        } finally {
            if (outer != null) {
                current.set(outer);
            }
        }
    }

    private boolean commit(Frame frame) {
        if (!frame.transaction || frame.rollbackOnly || !frame.em.getTransaction().isActive()) {
            return false;
        }
        for (int i = 0; i < frame.synchronizations.size(); i++) {
            frame.synchronizations.get(i).beforeCompletion();
        }
        frame.em.getTransaction().commit();
        return true;
    }

    private void end(Frame frame, Frame outer, boolean committed) {
        current.remove();
        try {
            if (frame.em != null) {
                if (frame.em.getTransaction().isActive()) {
                    frame.em.getTransaction().rollback();
                }
                frame.em.close();
            }
            frame.synchronizations.forEach(s -> s.afterCompletion(committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK));
        } finally {
            if (outer != null) {
                current.set(outer);
            }
        }
    }

    private static boolean isSystem(Exception e) {
        return e instanceof RuntimeException && application(e) == null;
    }

    private static ApplicationException application(Exception e) {
        for (Class<?> type = e.getClass(); type != null; type = type.getSuperclass()) {
            ApplicationException annotation = type.getAnnotation(ApplicationException.class);
            if (annotation != null && (type == e.getClass() || annotation.inherited())) {
                return annotation;
            }
        }
        return null;
    }
}
