package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.ProtectedDomains;
import org.dradmin.web.shell.PagedRows;
import org.primefaces.model.LazyDataModel;

/** Settings &gt; Protected domains: those whose names hold what is looked for, and taking one away. */
@Named("domainsView")
@ViewScoped
public class DomainsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient ProtectedDomains domains;
    private String part;
    private String chosen;
    private boolean agreed;
    private transient LazyDataModel<ProtectedDomain> rows;

    public LazyDataModel<ProtectedDomain> getRows() {
        if (rows == null) {
            rows = new PagedRows<>(() -> (int) domains.count(part), (first, most) -> domains.find(part, first, most));
        }
        return rows;
    }

    /** Whether there is no protected domain at all. */
    public boolean isNone() {
        return domains.count("") == 0;
    }

    /** Shows what was looked for, from the first page on. */
    public void search() {
        rows = null;
    }

    /** Asks for a confirmation first. */
    public void choose(String name) {
        chosen = name;
        agreed = false;
    }

    public void delete() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (!agreed) {
            faces.validationFailed();
            return;
        }
        agreed = false;
        domains.delete(chosen);
        rows = null;
        faces.addMessage(null, new FacesMessage("The protected domain " + chosen + " is deleted."));
    }

    public String getPart() {
        return part;
    }

    public void setPart(String part) {
        this.part = part;
    }

    public String getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
