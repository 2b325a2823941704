package org.dradmin.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests that run inside the server, deployed by Arquillian within the archive that ships. It comes first in
 * a run (junit-platform.properties orders classes by {@link Order}), on the shared Payara Server, before the archive
 * itself is deployed there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Order(1)
@ExtendWith({InContainerServer.class, ArquillianExtension.class})
public @interface InContainer {
}
