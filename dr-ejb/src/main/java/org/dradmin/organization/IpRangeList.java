package org.dradmin.organization;

import java.time.Instant;
import java.util.List;

/**
 * The address ranges of the regions as they are published, in an order of their own that stays.
 *
 * @param changed when a range of any region last came or went; null before the first publication
 * @param modified when anything of this last changed, a region's name included
 */
public record IpRangeList(Instant changed, Instant modified, List<RegionRanges> regions) {

    /** Before anything is known. */
    static final IpRangeList EMPTY = new IpRangeList(null, null, List.of());

    /**
     * One region's ranges, ordered by address.
     *
     * @param changed when they last changed
     */
    public record RegionRanges(String code, String name, Instant changed, List<String> ipv4, List<String> ipv6) {
    }
}
