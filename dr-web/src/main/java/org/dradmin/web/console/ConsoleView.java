package org.dradmin.web.console;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.RegionPair;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.OrgStatus;
import org.dradmin.recovery.Recovery;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.web.shell.PagedRows;
import org.dradmin.web.shell.ShellView;
import org.primefaces.PrimeFaces;
import org.primefaces.model.LazyDataModel;

/**
 * The console: what is the case for the organization, its protected domains, the operation that runs or ran last on
 * this page, and the history. It follows what happens, whoever does it: {@link #follow} looks and draws anew only
 * what has changed.
 */
@Named("console")
@ViewScoped
public class ConsoleView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Recovery recovery;
    @Inject
    private Organizations organizations;
    @Inject
    private ShellView shell;
    @Inject
    private EndingView ending;
    /** The operation this page shows: the running one, and it stays when it has ended. */
    private String watched;
    private String statusShown;
    private String runShown;
    private String decisionsShown;

    private transient OrgStatus status;
    private transient RunWords run;
    private transient List<RegionPair> pairs;
    private transient LazyDataModel<ProtectedDomain> domains;
    private transient LazyDataModel<DomainResult> results;
    private transient LazyDataModel<OperationWords> history;

    /** Before every drawing. A page drawn as a whole is what the next look compares with. */
    public void render() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (faces.getAttributes().get(ConsoleView.class) == null) {
            load();
        }
        if (!faces.getPartialViewContext().isAjaxRequest()) {
            ending.drawn();
            remember();
        }
    }

    /** Reads what is the case now. */
    private void load() {
        FacesContext.getCurrentInstance().getAttributes().put(ConsoleView.class, true);
        status = recovery.status();
        shell.readAnew();
        if (status.active() != null) {
            watched = status.active().getId();
        } else if (watched == null) {
            // Whoever opens the page after a failure finds what failed and why.
            watched = newest().filter(o -> o.getState() == OperationState.FAILED).map(RecoveryOperation::getId).orElse(null);
        }
        run = watched == null ? null : recovery.progress(watched)
                .map(progress -> RunWords.of(progress, organizations.regions(), Instant.now())).orElse(null);
        pairs = null;
        domains = null;
        results = null;
        history = null;
    }

    /** Looks whether anything has changed, and has just that drawn anew. */
    public void follow() {
        load();
        String nowStatus = statusFingerprint();
        if (!nowStatus.equals(statusShown)) {
            PrimeFaces.current().ajax().update("serviceMode", "page:spoken", "page:verdict", "page:run", "page:decide", "page:results",
                    "page:domains", "page:history", "pulse:beat", "failoverForm:failoverMeanwhile", "failbackForm:failbackMeanwhile");
        } else if (isRunning()) {
            PrimeFaces.current().ajax().update("page:run");
            if (!run.fingerprint().equals(runShown)) {
                PrimeFaces.current().ajax().update("page:spoken", "page:results");
            }
            if (!run.decisions().equals(decisionsShown)) {
                PrimeFaces.current().ajax().update("page:decide");
            }
        }
        ending.follow();
        remember();
    }

    private void remember() {
        statusShown = statusFingerprint();
        runShown = run == null ? null : run.fingerprint();
        decisionsShown = run == null ? null : run.decisions();
    }

    private String statusFingerprint() {
        return getStatus().words() + watched + (isRunning() ? "" : newest().map(RecoveryOperation::getId).orElse(""))
                + (run == null ? "" : run.words().outcome());
    }

    private Optional<RecoveryOperation> newest() {
        return recovery.history(0, 1).stream().findFirst();
    }

    public OrgStatus getStatus() {
        if (status == null) {
            load();
        }
        return status;
    }

    public boolean isRunning() {
        return getStatus().active() != null;
    }

    /** The kind of {@code dr:status}. */
    public String getShape() {
        return StatusWords.shape(getStatus().kind());
    }

    /** The way traffic takes between two regions, as {@code dr:route} draws it. */
    public String serving(RegionPair pair) {
        return StatusWords.serving(getStatus().kind(), pair.counts());
    }

    public String getSentence() {
        return StatusWords.sentence(getStatus());
    }

    /** Since when it is so; null where no domain is there to tell. */
    public Instant getSince() {
        return isRunning() ? getStatus().active().getRequestedAt() : organizations.lastMove().orElse(null);
    }

    public List<RegionPair> getPairs() {
        if (pairs == null) {
            pairs = organizations.regionPairs();
        }
        return pairs;
    }

    public boolean isPossible(OperationKind kind) {
        return getStatus().whyNot(kind).isEmpty();
    }

    /** Why one or both ways are closed now, each reason once. */
    public List<String> getWhyNot() {
        return StatusWords.whyNot(getStatus());
    }

    /** What runs or ran last on this page; null where there is nothing to tell. */
    public RunWords getRun() {
        if (status == null) {
            load();
        }
        return run;
    }

    public LazyDataModel<ProtectedDomain> getDomains() {
        if (domains == null) {
            domains = new PagedRows<>(() -> (int) getStatus().counts().all(), organizations::domains);
        }
        return domains;
    }

    public LazyDataModel<DomainResult> getResults() {
        if (results == null) {
            results = new PagedRows<>(run::written, (first, most) -> recovery.results(watched, first, most));
        }
        return results;
    }

    public LazyDataModel<OperationWords> getHistory() {
        if (history == null) {
            history = new PagedRows<>(recovery::historySize, (first, most) -> recovery.history(first, most).stream()
                    .map(operation -> new OperationWords(operation, Instant.now())).toList());
        }
        return history;
    }
}
