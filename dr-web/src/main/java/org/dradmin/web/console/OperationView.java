package org.dradmin.web.console;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import org.dradmin.organization.Organizations;
import org.dradmin.recovery.DomainResult;
import org.dradmin.recovery.Recovery;
import org.primefaces.PrimeFaces;
import org.primefaces.model.LazyDataModel;

/** Everything about one recovery operation, live while it runs. */
@Named("operation")
@ViewScoped
public class OperationView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Recovery recovery;
    @Inject
    private Organizations organizations;
    private String id;
    private String shown;
    private transient RunWords run;
    private transient LazyDataModel<DomainResult> results;

    /** Before every drawing. A page drawn as a whole is what the next look compares with. */
    public void render() {
        if (!FacesContext.getCurrentInstance().getPartialViewContext().isAjaxRequest()) {
            load();
            remember();
        }
    }

    private void load() {
        run = recovery.progress(id).map(progress -> RunWords.of(progress, organizations.regions(), Instant.now())).orElse(null);
        results = null;
    }

    /** Looks how far it is and has what changed drawn anew. */
    public void follow() {
        load();
        PrimeFaces.current().ajax().update("page:run");
        if (run == null || !run.fingerprint().equals(shown)) {
            PrimeFaces.current().ajax().update("serviceMode", "page:spoken", "page:results", "page:facts", "pulse:beat");
        }
        remember();
    }

    private void remember() {
        shown = run == null ? null : run.fingerprint();
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
}
