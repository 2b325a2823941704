package org.dradmin.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What {@link OpenApi} says of a resource beside what its JAX-RS annotations say. The boundaries decide; a test compares. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Offered {

    /** The scope of those methods that change nothing. */
    String read();

    /** The scope of those that do; none where there are none. */
    String manage() default "";

    /** Query parameters that the resource reads by itself. */
    String[] query() default {};

    /** Paths below the resource that are this product's own and stand in no published contract. */
    String[] own() default {};
}
