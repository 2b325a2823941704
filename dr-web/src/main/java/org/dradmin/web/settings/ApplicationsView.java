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
import org.dradmin.organization.Application;
import org.dradmin.organization.Applications;

/** Settings &gt; Applications: the tiles of the dashboard, their order, and taking one away. */
@Named("applicationsView")
@ViewScoped
public class ApplicationsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Applications applications;
    // Held from showing to pressing, so that a button means the application it stood at.
    private List<Row> rows;
    private Row chosen;
    private boolean agreed;

    /** An application in its place. */
    public record Row(String id, ApplicationFacts facts, boolean first, boolean last) implements Serializable {
    }

    /** Before every drawing. */
    public void load() {
        List<Application> all = applications.all();
        rows = new java.util.ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            rows.add(new Row(all.get(place).getId(), all.get(place).facts(), place == 0, place == all.size() - 1));
        }
    }

    public List<Row> getRows() {
        return rows;
    }

    public void up(Row row) {
        applications.move(row.id(), true);
    }

    public void down(Row row) {
        applications.move(row.id(), false);
    }

    /** Asks for a confirmation first. */
    public void choose(Row row) {
        chosen = row;
        agreed = false;
    }

    public void delete() {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (!agreed) {
            faces.validationFailed();
            return;
        }
        agreed = false;
        applications.delete(chosen.id());
        faces.addMessage(null, new FacesMessage("The application " + chosen.facts().label() + " is deleted."));
    }

    public Row getChosen() {
        return chosen;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
