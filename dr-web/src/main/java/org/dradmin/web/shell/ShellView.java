package org.dradmin.web.shell;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
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
    private Organization organization;

    @PostConstruct
    void load() {
        organization = organizations.organization().orElse(null);
    }

    public String getOrganizationName() {
        return organization == null ? "" : organization.getName();
    }

    public boolean isReadOnly() {
        return organization != null && organization.getServiceMode() == ServiceMode.READ_ONLY;
    }

    public Instant getReadOnlySince() {
        return isReadOnly() ? organization.getServiceModeSince() : null;
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
