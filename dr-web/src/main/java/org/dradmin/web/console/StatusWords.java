package org.dradmin.web.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dradmin.organization.DomainCounts;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OrgStatus;

/** The organization's status in the shapes and sentences of the console. */
final class StatusWords {

    private StatusWords() {
    }

    /** The kind of {@code dr:status}. */
    static String shape(OrgStatus.Kind kind) {
        return switch (kind) {
            case NOT_FAILED_OVER -> "ok";
            case FAILING_OVER, FAILING_BACK -> "busy";
            case FAILED_OVER -> "moved";
            case PARTLY_FAILED_OVER -> "warn";
        };
    }

    /** The way the traffic of these domains takes, as {@code dr:route} draws it. */
    static String serving(OrgStatus.Kind kind, DomainCounts counts) {
        return switch (kind) {
            case FAILING_OVER -> counts.complete() ? "recovery" : "toRecovery";
            case FAILING_BACK -> counts.none() ? "primary" : "toPrimary";
            default -> counts.none() ? "primary" : counts.complete() ? "recovery" : "both";
        };
    }

    /** What the status means for people. */
    static String sentence(OrgStatus status) {
        DomainCounts counts = status.counts();
        if (counts.all() == 0) {
            return "The organization has no protected domain yet.";
        }
        return switch (status.kind()) {
            case NOT_FAILED_OVER -> all(counts) + " served from " + its(counts) + " primary region.";
            case FAILING_OVER -> "Domains are being moved to their disaster recovery region. The organization is in read-only mode.";
            case FAILED_OVER -> all(counts) + " served from " + its(counts) + " disaster recovery region. The organization is in read-only mode.";
            case FAILING_BACK -> "Domains are being moved back to their primary region. The organization is in read-only mode until this has ended.";
            case PARTLY_FAILED_OVER -> partly(counts);
        };
    }

    private static String partly(DomainCounts counts) {
        long home = counts.all() - counts.failedOver() - counts.unsettled();
        return counts.failedOver() + " served from the disaster recovery region, " + home + " from the primary region"
                + (counts.unsettled() == 0 ? "" : ", " + counts.unsettled() + " not confirmed") + ". The organization is in read-only mode.";
    }

    private static String all(DomainCounts counts) {
        return counts.all() == 1 ? "The one protected domain is" : "All " + counts.all() + " protected domains are";
    }

    private static String its(DomainCounts counts) {
        return counts.all() == 1 ? "its" : "their";
    }

    /** Why one or both ways are closed, each reason once. */
    static List<String> whyNot(OrgStatus status) {
        List<String> reasons = new ArrayList<>();
        for (OperationKind kind : OperationKind.values()) {
            boolean general = status.whyNot(OperationKind.FAILOVER).equals(status.whyNot(OperationKind.FAILBACK));
            status.whyNot(kind).map(reason -> general ? reason : kind.title() + " is not possible: " + lower(reason))
                    .filter(reason -> !reasons.contains(reason)).ifPresent(reasons::add);
        }
        return reasons;
    }

    private static String lower(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
