package org.dradmin.web.administration;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import org.dradmin.access.RoleType;

/** Administration &gt; Roles: the standard roles explained. */
@Named("rolesView")
@RequestScoped
public class RolesView {

    public List<RoleType> getStandard() {
        return Arrays.stream(RoleType.values()).filter(type -> type != RoleType.CUSTOM).toList();
    }
}
