package org.dradmin.access;

import java.io.Serializable;

/** A group in a list. @param members how many people are in it */
public record GroupRow(String id, String name, long members) implements Serializable {
}
