package org.dradmin.web.administration;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.AdminRole;
import org.dradmin.access.CustomRoles;
import org.dradmin.access.Holders.Only;
import org.dradmin.access.Permission;

/** Administration &gt; Roles &gt; one role: a name and the permissions it gives. */
@Named("roleView")
@ViewScoped
public class RoleView extends Editing {

    @Serial
    private static final long serialVersionUID = 1;
    private static final Kind KIND = new Kind("role", "role", "Permission", "/administration/role.xhtml", "/administration/roles.xhtml");

    @Inject
    private CustomRoles roles;

    @Override
    Kind kind() {
        return KIND;
    }

    @Override
    List<Choice> offered() {
        return Arrays.stream(Permission.values()).filter(Permission::isScope).map(permission -> new Choice(permission.role(), permission.title(),
                permission.description(), "Needs " + permission.resource().title() + " (" + permission.resource().type() + ")")).toList();
    }

    @Override
    State read(String wanted) {
        return state(roles.role(wanted));
    }

    private static State state(AdminRole role) {
        return new State(role.getId(), role.getVersion(), role.getLabel(), role.getDescription(),
                role.getPermissions().stream().map(Permission::role).collect(Collectors.toSet()), role.getChangedBy(), role.getChangedAt());
    }

    @Override
    void check(String of, Typed typed) {
        roles.check(of, typed.label(), typed.description(), permissions(typed.keys()));
    }

    @Override
    String create(Typed typed) {
        return roles.create(typed.label(), typed.description(), permissions(typed.keys())).getId();
    }

    @Override
    State change(String of, int basedOn, Typed typed) {
        roles.change(of, basedOn, typed.label(), typed.description(), permissions(typed.keys()));
        return read(of);
    }

    @Override
    void delete(String of, Set<String> assignments) {
        roles.delete(of, assignments);
    }

    @Override
    Set<Permission> lostWith(String of, Set<String> keys) {
        return roles.lostByCaller(of, permissions(keys));
    }

    @Override
    Only assignmentsOf(String of) {
        return new Only(null, null, of, null);
    }

    private static Set<Permission> permissions(Set<String> keys) {
        return keys.stream().flatMap(key -> Permission.of(key).stream()).collect(Collectors.toCollection(() -> EnumSet.noneOf(Permission.class)));
    }
}
