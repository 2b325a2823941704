package org.dradmin.systemlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last place given away in the order in which events came to be known; whoever gives one away locks this row. */
@Entity
@Table(name = "log_sequence")
class LogSequence {

    static final String ID = "log";

    @Id
    private String id;
    @Column(name = "last_position")
    private long last;

    protected LogSequence() {
    }

    long last() {
        return last;
    }

    long next() {
        return ++last;
    }
}
