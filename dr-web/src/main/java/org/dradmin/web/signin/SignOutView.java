package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import org.dradmin.access.Accounts;
import org.dradmin.web.shell.Sessions;

/** Sign-out from the user menu: ends the whole session and leads to the sign-in page. */
@Named("signOut")
@RequestScoped
public class SignOutView {

    @Inject
    private Accounts accounts;
    @Inject
    private Sessions sessions;
    @Inject
    private HttpServletRequest request;

    public String leave() {
        accounts.signedOut();
        sessions.end(request);
        return "/sign-in?notice=left&faces-redirect=true";
    }
}
