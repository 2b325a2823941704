package org.dradmin.web.shell;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import org.dradmin.organization.Organization;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.ServiceMode;

/** What every signed-in page shows around its content: whose console this is, and whether it is in read-only mode. */
@Named("shell")
@RequestScoped
public class ShellView {

    @Inject
    private Organizations organizations;
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
}
