package org.dradmin.organization.probe;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** For how long of one day (UTC) a region or domain was seen up, degraded and down; the rest nobody looked. */
@Entity
@Table(name = "availability_day")
@IdClass(AvailabilityDay.Key.class)
class AvailabilityDay {

    /** The key as JPA wants it. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1;
        private String target;
        private long epochDay;

        public Key() {
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.target.equals(target) && key.epochDay == epochDay;
        }

        @Override
        public int hashCode() {
            return 31 * target.hashCode() + Long.hashCode(epochDay);
        }
    }

    @Id
    private String target;
    @Id
    @Column(name = "epoch_day")
    private long epochDay;
    @Column(name = "up_seconds")
    private int upSeconds;
    @Column(name = "degraded_seconds")
    private int degradedSeconds;
    @Column(name = "down_seconds")
    private int downSeconds;

    protected AvailabilityDay() {
    }

    AvailabilityDay(String target, long epochDay, Availability availability, int seconds) {
        this.target = target;
        this.epochDay = epochDay;
        this.upSeconds = availability == Availability.UP ? seconds : 0;
        this.degradedSeconds = availability == Availability.DEGRADED ? seconds : 0;
        this.downSeconds = availability == Availability.DOWN ? seconds : 0;
    }

    static String region(String code) {
        return "region " + code;
    }

    static String domain(String name) {
        return "domain " + name;
    }

    /** The column of an availability, in JPQL. */
    static String column(Availability availability) {
        return switch (availability) {
            case UP -> "upSeconds";
            case DEGRADED -> "degradedSeconds";
            case DOWN -> "downSeconds";
            case UNKNOWN -> throw new IllegalArgumentException("What nobody saw is not counted.");
        };
    }

    String target() {
        return target;
    }

    Day day() {
        return new Day(epochDay, upSeconds, degradedSeconds, downSeconds);
    }
}
