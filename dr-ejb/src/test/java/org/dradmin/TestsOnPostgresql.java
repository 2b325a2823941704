package org.dradmin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dradmin.test.Needs;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class whose tests run on PostgreSQL. One that runs on Derby gets an empty subclass of this kind where what it tests
 * depends on the database that production uses.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Needs("initdb")
@ExtendWith(OnPostgresql.ForAClass.class)
public @interface TestsOnPostgresql {
}
