package org.dradmin.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of browser tests against one of the shared servers. Its methods may take a {@link Browser} (a fresh one for
 * each parameter of each test; two parameters are two people) and a {@link DeployedServer}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Needs("chromium")
@ExtendWith({ServerParameter.class, UiSession.class})
public @interface UiTest {

    Installation value() default Installation.SERVER;
}
