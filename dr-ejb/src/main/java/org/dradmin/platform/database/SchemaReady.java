package org.dradmin.platform.database;

/**
 * The database could not be reached at the start and has answered now; its schema is this version's. What has to wait
 * for it at the start does its work at this.
 */
public record SchemaReady() {
}
