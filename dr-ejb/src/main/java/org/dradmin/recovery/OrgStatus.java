package org.dradmin.recovery;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.dradmin.organization.DomainCounts;

/**
 * What is the case for the organization now, in the product's fixed words.
 *
 * @param active the running operation; null where none runs
 * @param readOnlySince null while the organization is not read-only
 */
public record OrgStatus(DomainCounts counts, RecoveryOperation active, Instant readOnlySince) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /** The five things that can be the case. */
    public enum Kind { NOT_FAILED_OVER, FAILING_OVER, FAILED_OVER, FAILING_BACK, PARTLY_FAILED_OVER }

    public Kind kind() {
        if (active != null) {
            return active.getKind() == OperationKind.FAILOVER ? Kind.FAILING_OVER : Kind.FAILING_BACK;
        }
        if (counts.none()) {
            return Kind.NOT_FAILED_OVER;
        }
        return counts.complete() ? Kind.FAILED_OVER : Kind.PARTLY_FAILED_OVER;
    }

    public String words() {
        return switch (kind()) {
            case NOT_FAILED_OVER -> "Not failed over";
            case FAILING_OVER -> "Failing over";
            case FAILED_OVER -> "Failed over";
            case FAILING_BACK -> "Failing back";
            case PARTLY_FAILED_OVER -> "Partly failed over (" + counts.failedOver() + " of " + counts.all() + " domains)";
        };
    }

    /** Why this cannot be initiated now; empty where it can. */
    public Optional<String> whyNot(OperationKind kind) {
        if (active != null) {
            return Optional.of(whatRuns(active));
        }
        if (counts.all() == 0) {
            return Optional.of("The organization has no protected domain yet.");
        }
        if (kind == OperationKind.FAILOVER && counts.complete()) {
            return Optional.of("Every protected domain is failed over already.");
        }
        return kind == OperationKind.FAILBACK && counts.none()
                ? Optional.of("No protected domain is failed over.") : Optional.empty();
    }

    static String whatRuns(RecoveryOperation operation) {
        return "A " + operation.getKind().title().toLowerCase(Locale.ROOT) + " of "
                + (operation.getScope().all() ? "all domains" : String.join(", ", operation.getScope().names()))
                + " is running, started by " + operation.getRequester().displayName() + " ("
                + operation.getRequester().name() + ") on " + TIME.format(operation.getRequestedAt()) + ".";
    }
}
