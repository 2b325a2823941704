package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.organization.Feature;
import org.dradmin.organization.Organizations;

/** Settings &gt; Features: the early access features, and switching them after a confirmation. */
@Named("features")
@ViewScoped
public class FeaturesView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Organizations organizations;
    private Feature chosen = Feature.SELF_SERVICE;
    private boolean agreed;

    public List<Feature> getAll() {
        return List.of(Feature.values());
    }

    public boolean isOn(Feature feature) {
        return organizations.isOn(feature);
    }

    /** Asks for a confirmation first. */
    public void choose(Feature feature) {
        chosen = feature;
        agreed = false;
    }

    public Feature getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }

    public void switchOn() {
        turn(true);
    }

    public void switchOff() {
        turn(false);
    }

    private void turn(boolean on) {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (!agreed) {
            faces.validationFailed();
            return;
        }
        agreed = false;
        organizations.switchFeature(chosen, on);
        faces.addMessage(null, new FacesMessage(chosen.title() + " is " + (on ? "on." : "off.")));
    }
}
