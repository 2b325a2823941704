package org.dradmin.recovery.connector;

/** The settings of a connector that needs none. */
public record NoSettings() {
}
