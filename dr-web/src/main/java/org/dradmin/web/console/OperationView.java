package org.dradmin.web.console;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.dradmin.organization.Organizations;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.Recovery;
import org.dradmin.web.shell.PagedRows;
import org.primefaces.PrimeFaces;
import org.primefaces.model.LazyDataModel;

/** Everything about one recovery operation, live while it runs. */
@Named("operation")
@ViewScoped
public class OperationView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    private static final int PROOFS = 20;

    @Inject
    private Recovery recovery;
    @Inject
    private Organizations organizations;
    @Inject
    private EndingView ending;
    private String id;
    private String shown;
    private String decisionsShown;
    private transient RunWords run;
    private transient LazyDataModel<DomainResult> results;
    private transient List<ProofWords> proofs;

    /** Before every drawing. A page drawn as a whole is what the next look compares with. */
    public void render() {
        if (!FacesContext.getCurrentInstance().getPartialViewContext().isAjaxRequest()) {
            load();
            ending.drawn();
            remember();
        }
    }

    private void load() {
        run = recovery.progress(id).map(progress -> RunWords.of(progress, organizations.regions(), Instant.now())).orElse(null);
        results = null;
        proofs = null;
    }

    /** Looks how far it is and has what changed drawn anew. */
    public void follow() {
        load();
        PrimeFaces.current().ajax().update("page:run");
        if (run == null || !run.fingerprint().equals(shown)) {
            PrimeFaces.current().ajax().update("serviceMode", "page:spoken", "page:results", "page:facts", "page:proof", "pulse:beat");
        }
        if (run == null || !run.decisions().equals(decisionsShown)) {
            PrimeFaces.current().ajax().update("page:decide");
        }
        ending.follow();
        remember();
    }

    private void remember() {
        shown = run == null ? null : run.fingerprint();
        decisionsShown = run == null ? null : run.decisions();
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public RunWords getRun() {
        if (run == null) {
            load();
        }
        return run;
    }

    public boolean isRunning() {
        return getRun() != null && !run.words().ended();
    }

    public LazyDataModel<DomainResult> getResults() {
        if (results == null) {
            results = new PagedRows<>(run::written, (first, most) -> recovery.results(id, first, most));
        }
        return results;
    }

    /** What was seen at the first steps and batches; the download has all of it. */
    public List<ProofWords> getProofs() {
        if (proofs == null) {
            proofs = recovery.runs(id, 0, PROOFS).stream().map(ProofWords::of).filter(words -> !words.moments().isEmpty()).toList();
        }
        return proofs;
    }

    /** Steps and batches beside those that are shown. */
    public int getMoreProofs() {
        return Math.max(0, recovery.runCount(id) - PROOFS);
    }
}
