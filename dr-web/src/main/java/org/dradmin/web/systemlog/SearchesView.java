package org.dradmin.web.systemlog;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.dradmin.organization.Refusal;
import org.dradmin.report.SavedSearches;
import org.dradmin.report.SearchRow;

/** Saved searches: this one is kept, one that is kept is opened or deleted. */
@Named("searchesView")
@ViewScoped
public class SearchesView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private transient SavedSearches searches;
    private List<SearchRow> rows;
    private SearchRow chosen;
    private String search = "";
    private String name;
    private boolean shared;
    private boolean agreed;

    @PostConstruct
    void load() {
        rows = searches.list();
    }

    public void save() {
        String was = name;
        searches.save(name, search, shared);
        load();
        name = null;
        shared = false;
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The search is saved as " + was.strip() + "."));
    }

    public void choose(SearchRow row) {
        chosen = row;
        agreed = false;
    }

    public void delete() {
        if (!agreed) {
            throw new Refusal("Tick the box to say that you want this search to be gone.");
        }
        searches.delete(chosen.id());
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("The search " + chosen.name() + " is deleted."));
        load();
    }

    public String getSearch() {
        return search;
    }

    /** Whatever is given, only a filter remains of it: it becomes the target of links. */
    public void setSearch(String given) {
        search = LogSearch.read(given, Instant.EPOCH).all();
    }

    public String getWords() {
        return words(search);
    }

    public String words(String some) {
        return LogSearch.words(LogSearch.read(some, Instant.EPOCH));
    }

    public List<SearchRow> getRows() {
        return rows;
    }

    public SearchRow getChosen() {
        return chosen;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isShared() {
        return shared;
    }

    public void setShared(boolean shared) {
        this.shared = shared;
    }

    public boolean isAgreed() {
        return agreed;
    }

    public void setAgreed(boolean agreed) {
        this.agreed = agreed;
    }
}
