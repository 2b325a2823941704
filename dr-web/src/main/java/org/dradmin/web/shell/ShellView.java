package org.dradmin.web.shell;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ServiceMode;
import org.dradmin.platform.Roles;

/** What every signed-in page shows around its content: whose console this is, and whether it is in read-only mode. */
@Named("shell")
@RequestScoped
public class ShellView {

    @Inject
    private Organizations organizations;
    @Inject
    private HttpServletRequest request;
    private Optional<Organization> organization;

    /** What was pressed may have changed what was read to find the button. */
    public void readAnew() {
        organization = null;
    }

    public String getOrganizationName() {
        return organization().map(Organization::getName).orElse("");
    }

    public boolean isReadOnly() {
        return organization().filter(known -> known.getServiceMode() == ServiceMode.READ_ONLY).isPresent();
    }

    public Instant getReadOnlySince() {
        return isReadOnly() ? organization().get().getServiceModeSince() : null;
    }

    private Optional<Organization> organization() {
        if (organization == null) {
            organization = organizations.organization();
        }
        return organization;
    }

    /** @return who is signed in, or null */
    public String getUserName() {
        return Authentication.identity(request).map(identity -> identity.actor().name()).orElse(null);
    }

    /** @return whether the person has any right beyond those of everybody, so that read-only mode is about their work */
    public boolean isAdmin() {
        return Authentication.identity(request)
                .map(identity -> !Set.of(Roles.SIGNED_IN, Roles.USER).containsAll(identity.roles())).orElse(false);
    }
}
