package org.dradmin.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Programs of the machine that a test drives, such as chromium or named. The build installs them where it can
 * (install-test-tools.sh); without them the test is skipped and says which is missing.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MachineTools.class)
public @interface Needs {

    String[] value();
}
