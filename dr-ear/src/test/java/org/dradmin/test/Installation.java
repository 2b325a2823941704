package org.dradmin.test;

/** The two shapes in which the product ships; both are driven by the same browser tests. */
public enum Installation {

    /** dr.ear on Payara Server. */
    SERVER,
    /** dr-web.war on stock Payara Micro. */
    MICRO
}
