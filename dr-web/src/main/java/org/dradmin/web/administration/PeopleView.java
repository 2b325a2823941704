package org.dradmin.web.administration;

import jakarta.faces.model.SelectItem;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.dradmin.access.Listing;
import org.dradmin.access.People;
import org.dradmin.access.PersonRow;
import org.dradmin.access.PersonState;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; People: everybody, found and sorted in the database. */
@Named("peopleView")
@ViewScoped
public class PeopleView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private People people;
    private String text;
    private PersonState state;
    private transient SortedRows<PersonRow> rows;

    public SortedRows<PersonRow> getRows() {
        if (rows == null) {
            rows = new SortedRows<>(() -> people.count(text, state),
                    (sort, ascending, first, most) -> people.list(new Listing(text, sort, ascending, first, most), state));
        }
        return rows;
    }

    public List<SelectItem> getStates() {
        return Arrays.stream(PersonState.values()).map(one -> new SelectItem(one, one.words())).toList();
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public PersonState getState() {
        return state;
    }

    public void setState(PersonState state) {
        this.state = state;
    }
}
