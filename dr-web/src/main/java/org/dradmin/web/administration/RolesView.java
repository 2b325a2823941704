package org.dradmin.web.administration;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.dradmin.access.AdminRole;
import org.dradmin.access.CustomRoles;
import org.dradmin.access.CustomRoles.Listed;
import org.dradmin.access.Listing;
import org.dradmin.access.Permission;
import org.dradmin.access.RoleType;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; Roles: the standard roles explained, and the organization's own. */
@Named("rolesView")
@ViewScoped
public class RolesView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private CustomRoles roles;
    private String text;
    private transient SortedRows<Listed> rows;

    public List<RoleType> getStandard() {
        return Arrays.stream(RoleType.values()).filter(type -> type != RoleType.CUSTOM).toList();
    }

    public SortedRows<Listed> getRows() {
        if (rows == null) {
            rows = new SortedRows<>(() -> roles.count(Listing.of(text, 0)),
                    (sort, ascending, first, most) -> roles.list(new Listing(text, sort, ascending, first, most)));
        }
        return rows;
    }

    public List<String> permissions(AdminRole role) {
        return role.getPermissions().stream().sorted().map(Permission::title).toList();
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
