package org.dradmin.platform.database;

/** The schema is this version's: fired once a start, at once or as soon as the database answers. */
public record SchemaReady() {
}
