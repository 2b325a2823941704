package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.organization.ChangedFact;
import org.dradmin.organization.DomainFacts;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ProtectedDomains;

/** Settings &gt; Protected domains &gt; one domain, or a new one. An endpoint is asked as soon as it is entered. */
@Named("domainView")
@ViewScoped
public class DomainView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient ProtectedDomains domains;
    @Inject
    private transient Organizations organizations;
    private String name;
    private boolean missing;
    /** What the form was filled from; null for a new domain. */
    private DomainFacts seen;
    private boolean isDefault;
    private String primaryRegion;
    private String primaryEndpoint;
    private String recoveryRegion;
    private String recoveryEndpoint;
    private Answer primaryAnswer;
    private Answer recoveryAnswer;

    /** Fills the form with the domain that the address names; without a name it is for a new one. */
    public void load() {
        if (name != null) {
            missing = domains.facts(name).isEmpty();
            takeTheirs();
        }
    }

    /** The form as it is stored; what was typed goes. */
    public void takeTheirs() {
        domains.facts(name).ifPresent(facts -> {
            seen = facts;
            isDefault = facts.isDefault();
            primaryRegion = facts.primaryRegion();
            primaryEndpoint = facts.primaryEndpoint();
            recoveryRegion = facts.recoveryRegion();
            recoveryEndpoint = facts.recoveryEndpoint();
        });
    }

    public void save() {
        DomainFacts typed = new DomainFacts(name, isDefault, primaryRegion, primaryEndpoint, recoveryRegion, recoveryEndpoint);
        if (seen == null) {
            name = domains.create(typed);
        } else {
            domains.change(seen, typed);
        }
        takeTheirs();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The protected domain " + name + " is saved. The front door leads to its endpoints from now on."));
    }

    public void askPrimary() {
        primaryAnswer = Answer.of(domains, primaryEndpoint);
    }

    public void askRecovery() {
        recoveryAnswer = Answer.of(domains, recoveryEndpoint);
    }

    public void askBoth() {
        askPrimary();
        askRecovery();
    }

    /** What somebody else has changed since the form was filled. */
    public List<ChangedFact> getChanges() {
        return seen == null ? List.of() : domains.facts(seen.name()).map(now -> ChangedFact.between(seen.words(), now.words())).orElse(List.of());
    }

    /** What was typed is to be saved over it all the same. */
    public void keepMine() {
        domains.facts(name).ifPresent(now -> seen = now);
    }

    public List<SelectItem> getRegions() {
        return organizations.regions().stream().map(region -> new SelectItem(region.getCode(), region.getDisplayName() + " (" + region.getCode() + ")")).toList();
    }

    public boolean isFresh() {
        return seen == null;
    }

    /** Whether the address names a domain that there is not. */
    public boolean isMissing() {
        return missing;
    }

    public Answer getPrimaryAnswer() {
        return primaryAnswer;
    }

    public Answer getRecoveryAnswer() {
        return recoveryAnswer;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isDefaultDomain() {
        return isDefault;
    }

    public void setDefaultDomain(boolean chosen) {
        this.isDefault = chosen;
    }

    public String getPrimaryRegion() {
        return primaryRegion;
    }

    public void setPrimaryRegion(String code) {
        this.primaryRegion = code;
    }

    public String getPrimaryEndpoint() {
        return primaryEndpoint;
    }

    public void setPrimaryEndpoint(String endpoint) {
        this.primaryEndpoint = endpoint;
    }

    public String getRecoveryRegion() {
        return recoveryRegion;
    }

    public void setRecoveryRegion(String code) {
        this.recoveryRegion = code;
    }

    public String getRecoveryEndpoint() {
        return recoveryEndpoint;
    }

    public void setRecoveryEndpoint(String endpoint) {
        this.recoveryEndpoint = endpoint;
    }
}
