package org.dradmin.web.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.RegionPair;
import org.dradmin.recovery.Answer;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.Recovery;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.Request;
import org.dradmin.recovery.Scope;

/**
 * The Failover and the Failback dialog. It remembers the operation that was the newest when it was opened: where
 * another one has begun since, nothing is started on what is no longer the case, and the person is told who did what.
 */
@Named("consent")
@ViewScoped
public class ConsentView implements Serializable {

    /** Most domains that the text names one by one. */
    static final int NAMED = 100;

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Recovery recovery;
    @Inject
    private Organizations organizations;
    @Inject
    private LookView look;
    /** Null until a dialog was opened. */
    private OperationKind kind;
    private String newestThen;
    private boolean agreed;
    private String reason;
    private List<RegionPair> pairs = List.of();
    private List<String> names = List.of();

    /** Opens the dialog on what is the case at this moment; refuses where it is not possible any more. */
    public void open(OperationKind wanted) {
        kind = wanted;
        agreed = false;
        reason = null;
        look.open(wanted);
        Optional<RecoveryOperation> newest = newest();
        newestThen = newest.map(RecoveryOperation::getId).orElse(null);
        Optional<String> whyNot = recovery.status().whyNot(wanted);
        if (whyNot.isPresent()) {
            FacesContext.getCurrentInstance().validationFailed();
            tell(FacesMessage.SEVERITY_WARN, "The status has changed meanwhile. " + whyNot.get());
            return;
        }
        pairs = organizations.regionPairs().stream().filter(pair -> pair.awayFrom(wanted.target()) > 0).toList();
        names = organizations.domainsAwayFrom(wanted.target(), NAMED);
    }

    public void failover() {
        start(OperationKind.FAILOVER);
    }

    public void failback() {
        start(OperationKind.FAILBACK);
    }

    /** Starts the operation, or says why nothing was started. A tick counts for the dialog it was made in. */
    private void start(OperationKind wanted) {
        boolean ticked = agreed && kind == wanted;
        agreed = false;
        Optional<RecoveryOperation> since = meanwhile();
        if (ticked && since.isPresent()) {
            tell(FacesMessage.SEVERITY_WARN, "Nothing was started. While your dialog was open, the status changed: "
                    + words(since.get()).told(isByReader(since.get())) + " Look at the status as it is now before you decide.");
            return;
        }
        Request request = new Request(Scope.ALL, ticked, reason, look.getMode(), look.getOverride());
        Answer answer = wanted == OperationKind.FAILOVER ? recovery.failover(request) : recovery.failback(request);
        switch (answer.kind()) {
            case STARTED -> { /* The page shows it running. */ }
            case JOINED -> recovery.operation(answer.operationId()).ifPresent(running -> tell(FacesMessage.SEVERITY_INFO,
                    words(running).begun(isByReader(running)) + ": you see it running below. Nothing more was started."));
            case ALREADY_THERE -> tell(FacesMessage.SEVERITY_INFO, "Nothing was started: every protected domain is "
                    + (wanted == OperationKind.FAILOVER ? "failed over" : "in its primary region") + " already."
                    + newest().map(last -> " " + words(last).told(isByReader(last))).orElse(""));
        }
    }

    private Optional<RecoveryOperation> newest() {
        return recovery.history(0, 1).stream().findFirst();
    }

    /** The operation that began since the dialog was opened. */
    private Optional<RecoveryOperation> meanwhile() {
        return kind == null ? Optional.empty() : newest().filter(operation -> !Objects.equals(operation.getId(), newestThen));
    }

    /** What happened since the dialog was opened, in a sentence; null where nothing did. */
    public String getMeanwhile() {
        return meanwhile().map(operation -> words(operation).told(isByReader(operation))).orElse(null);
    }

    private static OperationWords words(RecoveryOperation operation) {
        return new OperationWords(operation, Instant.now());
    }

    private static boolean isByReader(RecoveryOperation operation) {
        return operation.getRequester().id().equals(FacesContext.getCurrentInstance().getExternalContext().getUserPrincipal().getName());
    }

    private static void tell(FacesMessage.Severity severity, String words) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(severity, words, null));
    }

    /** How many domains will be moved. */
    public long getCount() {
        return pairs.stream().mapToLong(pair -> pair.awayFrom(kind.target())).sum();
    }

    public List<RegionPair> getPairs() {
        return pairs;
    }

    public List<String> getNames() {
        return names;
    }

    /** How many are moved beside those that are named. */
    public long getUnnamed() {
        return getCount() - names.size();
    }

    public String from(RegionPair pair) {
        return pair.on(kind.target().other());
    }

    public String to(RegionPair pair) {
        return pair.on(kind.target());
    }

    public long count(RegionPair pair) {
        return pair.awayFrom(kind.target());
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
        if (agreed) {
            look.settle();
        }
    }

    public String getReason() {
        return reason;
    }

    public void setReason(String reason) {
        this.reason = reason;
    }
}
