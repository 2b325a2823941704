package org.dradmin.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.ChangedFact;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;

/** Settings &gt; Organization: what it is called. */
@Named("organizationView")
@ViewScoped
public class OrganizationView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Organizations organizations;
    private String id;
    private String seen;
    private String name;

    /** The form as it is stored; what was typed goes. */
    @PostConstruct
    public void takeTheirs() {
        Organization organization = organizations.organization().orElseThrow();
        id = organization.getId();
        seen = organization.getName();
        name = seen;
    }

    public void save() {
        organizations.rename(seen, name);
        takeTheirs();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The organization is called " + name + "."));
    }

    /** What somebody else has changed since. */
    public List<ChangedFact> getChanges() {
        return ChangedFact.between(Map.of("Name", seen), Map.of("Name", organizations.organization().orElseThrow().getName()));
    }

    /** What was typed is to be saved over it all the same. */
    public void keepMine() {
        seen = organizations.organization().orElseThrow().getName();
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
