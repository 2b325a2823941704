package org.dradmin.systemlog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** That no event up to a place bears a later time than this one. Places follow the commits, times the clocks; this joins the two. */
@Entity
@Table(name = "log_mark")
class LogMark {

    static final LogMark BEGINNING = new LogMark(0, Instant.EPOCH);

    @Id
    @Column(name = "mark_position")
    private long position;
    @Column(name = "published_until")
    private Instant until;

    protected LogMark() {
    }

    private LogMark(long position, Instant until) {
        this.position = position;
        this.until = until;
    }

    /** @param latest the latest time of the events in between; null where there are none any more */
    LogMark next(long place, Instant latest) {
        return new LogMark(place, latest == null || latest.isBefore(until) ? until : latest);
    }

    long position() {
        return position;
    }
}
