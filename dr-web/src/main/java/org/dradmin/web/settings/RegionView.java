package org.dradmin.web.settings;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.organization.ChangedFact;
import org.dradmin.organization.RegionFacts;
import org.dradmin.organization.Regions;

/** Settings &gt; Regions &gt; one region, or a new one. */
@Named("regionView")
@ViewScoped
public class RegionView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient Regions regions;
    private String code;
    private boolean missing;
    /** What the form was filled from; null for a new region. */
    private RegionFacts seen;
    private String name;
    private String ranges;

    /** Fills the form with the region that the address names; without a name it is for a new one. */
    public void load() {
        if (code != null) {
            missing = regions.facts(code).isEmpty();
            takeTheirs();
        }
    }

    /** The form as it is stored; what was typed goes. */
    public void takeTheirs() {
        regions.facts(code).ifPresent(facts -> {
            seen = facts;
            name = facts.name();
            ranges = String.join("\n", facts.ipRanges());
        });
    }

    public void save() {
        RegionFacts typed = new RegionFacts(code == null ? "" : code.strip(), name, ranges == null ? List.of()
                : ranges.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
        if (seen == null) {
            regions.create(typed);
        } else {
            regions.change(seen, typed);
        }
        code = typed.code();
        takeTheirs();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The region " + name + " is saved."));
    }

    /** What somebody else has changed since the form was filled. */
    public List<ChangedFact> getChanges() {
        return seen == null ? List.of() : regions.facts(seen.code()).map(now -> ChangedFact.between(seen.words(), now.words())).orElse(List.of());
    }

    /** What was typed is to be saved over it all the same. */
    public void keepMine() {
        regions.facts(code).ifPresent(now -> seen = now);
    }

    public boolean isFresh() {
        return seen == null;
    }

    /** Whether the address names a region that there is not. */
    public boolean isMissing() {
        return missing;
    }

    public String getCode() {
        return code;
    }

    public void setCode(String code) {
        this.code = code;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** One a line. */
    public String getRanges() {
        return ranges;
    }

    public void setRanges(String ranges) {
        this.ranges = ranges;
    }
}
