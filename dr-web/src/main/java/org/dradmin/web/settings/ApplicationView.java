package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.organization.ApplicationFacts;
import org.dradmin.organization.Applications;
import org.dradmin.organization.ChangedFact;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ProtectedDomain;
import org.dradmin.organization.ProtectedDomains;

/** Settings &gt; Applications &gt; one application, or a new one. */
@Named("applicationView")
@ViewScoped
public class ApplicationView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Applications applications;
    @Inject
    private transient ProtectedDomains domains;
    private String id;
    private boolean missing;
    /** What the form was filled from; null for a new application. */
    private ApplicationFacts seen;
    private String label;
    private String domain;
    private String path = "/";

    /** Fills the form with the application that the address names; without a name it is for a new one. */
    public void load() {
        if (id != null) {
            missing = applications.facts(id).isEmpty();
            takeTheirs();
        }
    }

    /** The form as it is stored; what was typed goes. */
    public void takeTheirs() {
        applications.facts(id).ifPresent(facts -> {
            seen = facts;
            label = facts.label();
            domain = facts.domain();
            path = facts.path();
        });
    }

    public void save() {
        ApplicationFacts typed = new ApplicationFacts(label, domain, path);
        if (seen == null) {
            id = applications.create(typed);
        } else {
            applications.change(id, seen, typed);
        }
        takeTheirs();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The application " + label + " is saved and stands on every dashboard."));
    }

    /** What somebody else has changed since the form was filled. */
    public List<ChangedFact> getChanges() {
        return seen == null ? List.of() : applications.facts(id).map(now -> ChangedFact.between(seen.words(), now.words())).orElse(List.of());
    }

    /** What was typed is to be saved over it all the same. */
    public void keepMine() {
        applications.facts(id).ifPresent(now -> seen = now);
    }

    /** To choose from while typing; of very many the first ones. */
    public List<String> getDomains() {
        return domains.find("", 0, Organizations.PAGE).stream().map(ProtectedDomain::getName).toList();
    }

    public boolean isFresh() {
        return seen == null;
    }

    /** Whether the address names an application that there is not. */
    public boolean isMissing() {
        return missing;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getLabel() {
        return label;
    }

    public void setLabel(String label) {
        this.label = label;
    }

    public String getDomain() {
        return domain;
    }

    public void setDomain(String domain) {
        this.domain = domain;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }
}
