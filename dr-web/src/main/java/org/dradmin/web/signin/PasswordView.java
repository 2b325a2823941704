package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.dradmin.access.Accounts;
import org.dradmin.access.Credential;
import org.dradmin.platform.Roles;
import org.dradmin.web.shell.NextPath;
import org.dradmin.web.shell.Sessions;

/** The own password: changed of one's own accord, or because it must be before anything else. */
@Named("password")
@RequestScoped
public class PasswordView {

    @Inject
    private Accounts accounts;
    @Inject
    private Sessions sessions;
    @Inject
    private HttpServletRequest request;

    private String current;
    private String replacement;
    private String again;

    public void change() throws IOException {
        accounts.changePassword(current, replacement, again);
        sessions.renew(request);
        FacesContext.getCurrentInstance().getExternalContext()
                .redirect(NextPath.of(getNext(), request.getContextPath() + "/dashboard/index.xhtml"));
    }

    /** Whether the person can do nothing else before. */
    public boolean isRequired() {
        return !request.isUserInRole(Roles.USER);
    }

    public int getLeastLength() {
        return Credential.LEAST_LENGTH;
    }

    public String getNext() {
        return NextPath.of(request.getParameter("next"), null);
    }

    public String getCurrent() {
        return current;
    }

    public void setCurrent(String current) {
        this.current = current;
    }

    public String getReplacement() {
        return replacement;
    }

    public void setReplacement(String replacement) {
        this.replacement = replacement;
    }

    public String getAgain() {
        return again;
    }

    public void setAgain(String again) {
        this.again = again;
    }
}
