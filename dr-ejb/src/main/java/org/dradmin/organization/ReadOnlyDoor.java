package org.dradmin.organization;

import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * Stands on every boundary: while the organization is read-only, only methods that cannot write (they run without a
 * transaction of their own) or that are marked {@link AllowedWhileReadOnly} pass. The organization's row is locked
 * for the length of the write, so that a failover either sees the write finished or stops it.
 */
public class ReadOnlyDoor {

    private static final Set<TransactionAttributeType> READS =
            Set.of(TransactionAttributeType.SUPPORTS, TransactionAttributeType.NOT_SUPPORTED, TransactionAttributeType.NEVER);

    @PersistenceContext(unitName = "dr")
    private EntityManager em;

    @AroundInvoke
    public Object enter(InvocationContext call) throws Exception {
        if (writesConfiguration(call.getMethod())) {
            em.createQuery("SELECT o FROM Organization o", Organization.class)
                    .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                    .getResultStream()
                    .filter(o -> o.getServiceMode() == ServiceMode.READ_ONLY)
                    .findFirst()
                    .ifPresent(o -> {
                        throw new ReadOnlyRefusal(o.getServiceModeSince());
                    });
        }
        return call.proceed();
    }

    /** Whether this door holds the method back while the organization is read-only. */
    public static boolean writesConfiguration(Method method) {
        TransactionAttribute own = method.getAnnotation(TransactionAttribute.class);
        TransactionAttribute attribute = own != null ? own : method.getDeclaringClass().getAnnotation(TransactionAttribute.class);
        boolean reads = attribute != null && READS.contains(attribute.value());
        return !reads && !method.isAnnotationPresent(AllowedWhileReadOnly.class);
    }
}
