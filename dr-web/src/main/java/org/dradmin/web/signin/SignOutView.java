package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;

/** Sign-out from the user menu: ends the caller's identity and the whole session, and leads to the front page. */
@Named("signOut")
@RequestScoped
public class SignOutView {

    @Inject
    private HttpServletRequest request;

    public String leave() throws ServletException {
        request.logout();
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.invalidateSession();
        return "/index?faces-redirect=true";
    }
}
