package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import org.dradmin.access.OneTimeLinks;
import org.dradmin.access.SignIn;
import org.dradmin.systemlog.Client;

/** For whoever has forgotten the password: asks for the username and answers the same to everybody. */
@Named("forgotPassword")
@RequestScoped
public class ForgotPasswordView {

    @Inject
    private OneTimeLinks links;
    private String username;
    private boolean asked;

    public void ask() {
        if (username == null || username.isBlank()) {
            tell("Enter your username.");
            return;
        }
        Duration delay = links.admit(username);
        if (delay.isZero()) {
            links.forgotten(username, Client.current());
            asked = true;
        } else {
            tell(new SignIn.Delayed(delay).reason());
        }
    }

    private static void tell(String reason) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, reason, null));
    }

    public boolean isAsked() {
        return asked;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }
}
