package org.dradmin.platform.database;

/** A move that does not begin as things are; nothing was written. The message says why and what to do. */
class MoveRefused extends RuntimeException {

    MoveRefused(String reason) {
        super(reason);
    }
}
