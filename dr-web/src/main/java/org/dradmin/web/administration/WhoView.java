package org.dradmin.web.administration;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.dradmin.access.Holders;
import org.dradmin.access.Holders.Holder;
import org.dradmin.access.Listing;
import org.dradmin.access.Permission;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; Who may do what: for every permission the people and API clients, and through which assignment. */
@Named("whoView")
@ViewScoped
public class WhoView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private Holders holders;
    private Permission permission = Permission.DR_MANAGE;
    private String text;
    private transient SortedRows<Holder> people;
    private transient List<Holder> clients;

    /** A permission with how many may use it. */
    public record Row(Permission permission, long people, int clients) { }

    public List<Row> getPermissions() {
        return Arrays.stream(Permission.values()).map(one -> new Row(one, holders.countPeople(one, Listing.of("", 0)), holders.clients(one).size())).toList();
    }

    public SortedRows<Holder> getPeople() {
        if (people == null) {
            people = new SortedRows<>(() -> holders.countPeople(permission, Listing.of(text, 0)),
                    (sort, ascending, first, most) -> holders.people(permission, new Listing(text, sort, ascending, first, most)));
        }
        return people;
    }

    public List<Holder> getClients() {
        if (clients == null) {
            clients = holders.clients(permission);
        }
        return clients;
    }

    public Permission getPermission() {
        return permission;
    }

    /** As it stands in the address. */
    public String getName() {
        return permission.role();
    }

    public void setName(String name) {
        permission = Permission.of(name).orElse(Permission.DR_MANAGE);
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
