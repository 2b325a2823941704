package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.RegionFacts;
import org.dradmin.organization.Region;
import org.dradmin.organization.Regions;

/** Settings &gt; Regions: all of them, and taking one away. */
@Named("regionsView")
@ViewScoped
public class RegionsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Organizations organizations;
    @Inject
    private transient Regions regions;
    private RegionFacts chosen;
    private boolean agreed;

    public List<RegionFacts> getAll() {
        return organizations.regions().stream().map(Region::facts).toList();
    }

    public long domainsOf(RegionFacts region) {
        return regions.domainsOf(region.code());
    }

    /** Asks for a confirmation first. */
    public void choose(RegionFacts region) {
        chosen = region;
        agreed = false;
    }

    public void delete() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (!agreed) {
            faces.validationFailed();
            return;
        }
        agreed = false;
        regions.delete(chosen.code());
        faces.addMessage(null, new FacesMessage("The region " + chosen.name() + " is deleted."));
    }

    public RegionFacts getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
