package org.dradmin.systemlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/**
 * The last place given away in the order in which events came to be known, and how far the chain goes; whoever gives a
 * place away, or lengthens the chain, locks this row.
 */
@Entity
@Table(name = "log_sequence")
class LogSequence {

    static final String ID = "log";

    @Id
    private String id;
    @Column(name = "last_position")
    private long last;
    @Column(name = "chain_position")
    private long chained;
    @Column(name = "chain_hash")
    private String hash;

    /** The place of the last event that is older than the chain. */
    @Column(name = "upgraded_position")
    private long upgraded;

    protected LogSequence() {
    }

    long last() {
        return last;
    }

    /** The place up to which events are links of the chain; behind {@link #last} only after an upgrade. */
    long chained() {
        return chained;
    }

    /** The chain's hash there. */
    String hash() {
        return hash;
    }

    long upgraded() {
        return upgraded;
    }

    /** The next place; also the next link, unless the chain has not come that far. */
    void take(LogEvent event) {
        boolean complete = chained == last;
        event.place(++last);
        if (complete) {
            chain(event);
        }
    }

    /** Nothing is left before the last place; places that nobody has stay a gap, which a verification shows. */
    void complete() {
        chained = last;
    }

    void chain(LogEvent event) {
        hash = event.chain(hash);
        chained = event.getPosition();
    }
}
