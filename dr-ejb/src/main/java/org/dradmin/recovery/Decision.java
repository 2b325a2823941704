package org.dradmin.recovery;

/** What a person can decide about a step that failed or waits. */
public enum Decision { RETRY, SKIP }
