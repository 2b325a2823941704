package org.dradmin.organization;

import java.io.Serializable;
import java.util.List;

/** Where the protected domains stand: all of them, those confirmed in the disaster recovery region, those unconfirmed. */
public record DomainCounts(long all, long failedOver, long unsettled) implements Serializable {

    static DomainCounts of(List<Object[]> rows) {
        long all = 0;
        long failedOver = 0;
        long unsettled = 0;
        for (Object[] row : rows) {
            long count = ((Number) row[2]).longValue();
            all += count;
            if (!(Boolean) row[1]) {
                unsettled += count;
            } else if (row[0] == Side.DISASTER_RECOVERY) {
                failedOver += count;
            }
        }
        return new DomainCounts(all, failedOver, unsettled);
    }

    /** Every domain is confirmed in its primary region. */
    public boolean none() {
        return failedOver == 0 && unsettled == 0;
    }

    /** Every domain is confirmed in its disaster recovery region. */
    public boolean complete() {
        return all > 0 && failedOver == all;
    }
}
