package org.dradmin.organization;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two regions that stand in for each other, by their display names, and where the domains that they protect stand.
 * Most organizations have one such pair.
 */
public record RegionPair(String primary, String recovery, DomainCounts counts) implements Serializable {

    /** @param rows primary name, recovery name, side, settled, count */
    static List<RegionPair> of(List<Object[]> rows) {
        Map<List<Object>, List<Object[]>> pairs = new LinkedHashMap<>();
        for (Object[] row : rows) {
            pairs.computeIfAbsent(List.of(row[0], row[1]), pair -> new ArrayList<>()).add(new Object[] {row[2], row[3], row[4]});
        }
        return pairs.entrySet().stream().map(pair -> new RegionPair((String) pair.getKey().get(0),
                (String) pair.getKey().get(1), DomainCounts.of(pair.getValue()))).toList();
    }

    /** The display name of the region on this side. */
    public String on(Side side) {
        return side == Side.PRIMARY ? primary : recovery;
    }

    /** How many of the domains are not confirmed on this side. */
    public long awayFrom(Side side) {
        return side == Side.DISASTER_RECOVERY ? counts.all() - counts.failedOver() : counts.failedOver() + counts.unsettled();
    }
}
