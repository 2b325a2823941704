package org.dradmin.test;

/** The two shapes in which the product ships, both driven by the same browser tests, and one of them prepared. */
public enum Installation {

    /** dr.ear on Payara Server. */
    SERVER,
    /** dr-web.war on stock Payara Micro. */
    MICRO,
    /** dr.ear on Payara Server with one more connector, whose step a test can hold. */
    HELD
}
