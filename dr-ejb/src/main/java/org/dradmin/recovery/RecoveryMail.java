package org.dradmin.recovery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dradmin.access.SuperAdminMail;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.notification.Notifications;
import org.dradmin.notification.Recipient;
import org.dradmin.organization.DomainCounts;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.Region;
import org.dradmin.platform.Settings;

/** What every active super admin is told when an operation starts and when it ends. */
@ApplicationScoped
public class RecoveryMail {

    private static final int DOMAINS_SHOWN = 100;

    @Inject
    private Notifications notifications;
    @Inject
    private SuperAdminMail superAdmins;
    @Inject
    private Organizations organizations;
    @Inject
    private Settings settings;

    void started(RecoveryOperation operation, String fromRegions, String toRegions) {
        String kind = operation.getKind().title();
        MailText text = MailText.headline(kind + " of " + organizations.name() + " has started")
                .paragraph(operation.getDomains() + " protected domains are being moved. The organization is in read-only mode "
                        + "meanwhile: people sign in and work, its configuration cannot be changed.");
        facts(text, operation).fact("From", fromRegions).fact("To", toRegions).link("Watch it in the console", link(operation));
        send(operation, "started", kind + " started: " + organizations.name(), text);
    }

    /** A step failed, and the operation waits for what a person says. Part of the transaction that writes it down. */
    public void needsDecision(RecoveryOperation operation, StepRun step) {
        String kind = operation.getKind().title();
        MailText text = MailText.headline(kind + " of " + organizations.name() + " waits for a decision")
                .paragraph("A step failed. The operation waits until somebody tries it again, leaves it out, cancels or rolls back; "
                        + "without a decision it goes on without it at the time below.");
        facts(text, operation).fact("Step", step.getName()).fact("What happened", step.getReason())
                .fact("Waits until", step.getWaitUntil()).link("Decide in the console", link(operation));
        send(operation, "decision/" + step.getStep() + "/" + step.getBatch() + "/" + step.getAttempt(),
                kind + " waits for a decision: " + organizations.name(), text);
    }

    /** A person is asked to do something by hand and to say when it is done. */
    public void asksFor(RecoveryOperation operation, StepRun step, String instructions, Recipient person) {
        MailText text = MailText.headline(operation.getKind().title() + " of " + organizations.name() + " waits for you: " + step.getName())
                .paragraph("You are asked to do this step by hand:").paragraph(instructions)
                .paragraph("Confirm it in the console, with a note, when it is done.");
        facts(text, operation).fact("Step", step.getName()).link("Confirm it in the console", link(operation));
        notifications.send(Mail.of("operation/" + operation.getId() + "/manual/" + step.situationStep(), "Your step is due: " + step.getName() + ", "
                + organizations.name(), text), List.of(person));
    }

    /**
     * Part of the transaction that ends the operation.
     *
     * @param counts where the domains stand now
     * @param leftOut the steps that a person left out, in words; null for none
     */
    public void ended(RecoveryOperation operation, List<DomainOutcome> results, DomainCounts counts, String leftOut) {
        String kind = operation.getKind().title();
        boolean succeeded = operation.getState() == OperationState.SUCCEEDED;
        String outcome = switch (operation.getState()) {
            case SUCCEEDED -> "succeeded";
            case CANCELLED -> "was cancelled";
            case ROLLED_BACK -> "was rolled back";
            default -> "failed for " + (results.size() - operation.getMoved()) + " of " + results.size() + " domains";
        };
        Map<String, String> regions = organizations.regions().stream().collect(Collectors.toMap(Region::getCode, Region::getDisplayName));
        MailText text = MailText.headline(kind + " of " + organizations.name() + " " + outcome).paragraph(standing(counts));
        facts(text, operation)
                .fact("Outcome", succeeded ? "Success" : "Failure: " + operation.getOutcomeReason())
                .fact("Left out", leftOut)
                .fact("Actual recovery time", operation.recoveryTime().map(RecoveryMail::words).orElse(null))
                .table(List.of("Protected domain", "From", "To", "Outcome"), results.stream().limit(DOMAINS_SHOWN)
                        .map(r -> List.of(r.domain(), regions.getOrDefault(r.from(), r.from()), regions.getOrDefault(r.to(), r.to()), r.moved() ? "Moved" : r.state().words() + ": " + r.reason())).toList(), results.size())
                .link("The operation in the console", link(operation));
        send(operation, "ended", kind + " " + outcome + ": " + organizations.name(), text);
    }

    private static String standing(DomainCounts counts) {
        if (counts.none()) {
            return "Every protected domain is served from its primary region. Read-only mode has ended.";
        }
        return counts.failedOver() + " of " + counts.all() + " protected domains are served from the disaster recovery region. "
                + "The organization stays in read-only mode until all are back.";
    }

    private static MailText facts(MailText text, RecoveryOperation operation) {
        return text.fact("Requested by", operation.getRequester().displayName() + " (" + operation.getRequester().name() + ")")
                .fact("Requested at", operation.getRequestedAt())
                .fact("Reason", operation.getReason() == null ? "none given" : operation.getReason())
                .fact("Mode", operation.getMode().words())
                .fact("Override", operation.getOverrideReason())
                .fact("Operation", operation.getId());
    }

    private URI link(RecoveryOperation operation) {
        return URI.create(settings.baseUrl() + "/console/operation.xhtml?id=" + operation.getId());
    }

    private void send(RecoveryOperation operation, String moment, String subject, MailText text) {
        superAdmins.send(Mail.of("operation/" + operation.getId() + "/" + moment, subject, text));
    }

    static String words(Duration time) {
        long millis = time.toMillis();
        if (millis < 60_000) {
            return String.format(java.util.Locale.ROOT, "%.1f s", millis / 1000.0);
        }
        return time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() + " min " + time.toSecondsPart() + " s";
    }
}
