package org.dradmin;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBAccessException;
import org.dradmin.platform.database.DatabaseWatch;
import org.dradmin.recovery.Recovery;
import org.dradmin.test.InContainer;
import org.dradmin.test.ShippedArchive;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;

/** The container itself keeps callers without the role out of the boundaries; no page has a say in it. */
@InContainer
class PermissionsAtTheDoorIT {

    @EJB
    private Recovery recovery;
    @EJB
    private DatabaseWatch database;

    @Deployment
    static EnterpriseArchive archive() {
        return ShippedArchive.with(PermissionsAtTheDoorIT.class);
    }

    @Test
    void opensToNobodyWhatAsksForARole() {
        assertThrows(EJBAccessException.class, () -> recovery.failover(null));
        assertThrows(EJBAccessException.class, () -> recovery.failback(null));
    }

    @Test
    void answersAnybodyWhereAMethodIsPermittedToAll() {
        assertTrue(database.fault().isEmpty(), "the database answers");
    }
}
