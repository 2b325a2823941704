package org.dradmin.organization.probe;

import java.time.LocalDate;

/** How a region or domain was seen on one day (UTC). What is missing to 24 hours nobody saw. */
public record Day(long epochDay, int upSeconds, int degradedSeconds, int downSeconds) {

    public LocalDate date() {
        return LocalDate.ofEpochDay(epochDay);
    }

    public int seconds() {
        return upSeconds + degradedSeconds + downSeconds;
    }
}
