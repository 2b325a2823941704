package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBAccessException;
import jakarta.ejb.EJBException;
import jakarta.el.ELException;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PageFaultHandlerTest {

    @Test
    void findsTheFaultBelowItsWrappings() {
        IllegalStateException fault = new IllegalStateException("the fault", new RuntimeException("its own cause"));
        Throwable wrapped = new FacesException(new ELException(new EJBException("wrapped", fault)));
        assertThat(PageFaultHandler.causeOf(wrapped)).isSameAs(fault);
    }

    @Test
    void keepsADeniedAccessAndAnExpiredViewAsTheyAre() {
        EJBAccessException denied = new EJBAccessException("denied");
        denied.initCause(new RuntimeException("of the container"));
        ViewExpiredException expired = new ViewExpiredException("expired", new RuntimeException("gone"), "/page.xhtml");
        assertThat(PageFaultHandler.causeOf(new FacesException(denied))).isSameAs(denied);
        assertThat(PageFaultHandler.causeOf(new FacesException(expired))).isSameAs(expired);
    }

    @RepeatedTest(20)
    void recognizesItsOwnIdsAndNothingElse() {
        String id = FaultId.next();
        assertThat(FaultId.isOne(id)).isTrue();
        assertThat(FaultId.isOne(id + "<")).isFalse();
        assertThat(FaultId.isOne(null)).isFalse();
    }
}
