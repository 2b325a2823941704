package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.io.IOException;
import org.dradmin.access.SignIn;

/** The sign-in page. */
@Named("signIn")
@RequestScoped
public class SignInView extends Credentials {

    /** Whoever is signed in already, by another window, say, goes straight on. */
    public void skip() throws IOException {
        if (request.getUserPrincipal() != null) {
            leave();
        }
    }

    @Override
    SignIn check(String browserToken) {
        return accounts.signIn(getUsername(), getPassword(), browserToken);
    }

    @Override
    void open(String userId) {
        sessions.begin(request, userId);
    }

    @Override
    String otherwise() {
        return "/dashboard/index.xhtml";
    }
}
