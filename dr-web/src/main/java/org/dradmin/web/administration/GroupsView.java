package org.dradmin.web.administration;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import org.dradmin.access.GroupRow;
import org.dradmin.access.Groups;
import org.dradmin.access.Listing;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; Groups: all of them, and making one. */
@Named("groupsView")
@ViewScoped
public class GroupsView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Groups groups;
    private String text;
    private String name;
    private transient SortedRows<GroupRow> rows;

    public SortedRows<GroupRow> getRows() {
        if (rows == null) {
            rows = new SortedRows<>(() -> groups.count(text),
                    (sort, ascending, first, most) -> groups.list(new Listing(text, sort, ascending, first, most)));
        }
        return rows;
    }

    /** @return where to go */
    public String create() {
        return "/administration/group.xhtml?faces-redirect=true&notice=made&id=" + groups.create(name);
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
