package org.dradmin.api.dr;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dradmin.api.ErrorBody.Cause;
import org.dradmin.api.shell.Dates;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.DomainState;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.RecoveryOperation;

/** What the disaster recovery endpoints answer; beyond the published fields there is the operation and the way to it. */
final class Answers {

    private Answers() {
    }

    /** Where each domain is. */
    record Status(List<Item> status) {
        record Item(String domain, @JsonProperty("isFailedOver") boolean isFailedOver) { }
    }

    record Result(String domain, String message) {

        static Result of(OperationKind kind, DomainResult result) {
            return result.getState() == DomainState.MOVED ? success(kind, result.getDomainName())
                    : new Result(result.getDomainName(), kind.title() + " failed" + (result.getReason() == null ? "" : ": " + result.getReason()));
        }

        static Result success(OperationKind kind, String domain) {
            return new Result(domain, kind.title() + " was successful");
        }
    }

    /** The outcome of a failover or failback; without an operation where nothing was to do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Outcome(List<Result> results, String operationId, @JsonProperty("_links") Map<String, Link> links) { }

    /** An operation that did not bring every domain where it should: the error, and what became of each. */
    record Failure(String errorCode, String errorSummary, String errorLink, String errorId, List<Cause> errorCauses,
            List<Result> results, String operationId, @JsonProperty("_links") Map<String, Link> links) { }

    record Link(String href) { }

    record Accepted(String operationId, String state, @JsonProperty("_links") Map<String, Link> links) { }

    /** An operation as far as it is. */
    record Operation(String id, String kind, String state, String reason, String requestedBy, String requestedAt, String startedAt,
            String endedAt, String outcomeReason, Counts domains, List<Step> steps, List<Result> results,
            @JsonProperty("_links") Map<String, Link> links) {

        record Counts(long all, long waiting, long moving, long moved, long failed) { }

        record Step(int number, String name, String connector, String state, int batchesEnded, int batches, String reason) { }

        static Operation of(Progress progress, List<Result> results, String self) {
            RecoveryOperation operation = progress.operation();
            return new Operation(operation.getId(), operation.getKind().name(), operation.getState().name(), operation.getReason(),
                    operation.getRequester().name(), date(operation.getRequestedAt()), date(operation.getStartedAt()),
                    date(operation.getEndedAt()), operation.getOutcomeReason(),
                    new Counts(operation.getDomains(), progress.waiting(), progress.moving(), progress.moved(), progress.failed()),
                    progress.steps().stream().map(step -> new Step(step.number(), step.name(), step.connector(), step.state().name(),
                            step.batchesEnded(), step.batches(), step.reason())).toList(),
                    results, Map.of("self", new Link(self)));
        }

        private static String date(Instant instant) {
            return instant == null ? null : Dates.text(instant);
        }
    }
}
