package org.dradmin.recovery;

/** One step of a plan: its name on screen and the connector that carries it out. */
public record Step(String name, String connector) {
}
