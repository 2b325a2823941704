package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.io.IOException;
import org.dradmin.access.SignIn;

/** The sign-in page. */
@Named("signIn")
@RequestScoped
public class SignInView extends Credentials {

    private String session;

    /** Whoever is signed in already, by another window, say, goes straight on. */
    public void skip() throws IOException {
        if (request.getUserPrincipal() != null) {
            leave();
        }
    }

    @Override
    SignIn check(String browserToken) {
        session = sessions.newId();
        return accounts.signIn(getUsername(), getPassword(), browserToken, session);
    }

    @Override
    void open(String userId) {
        sessions.begin(request, userId, session);
    }

    @Override
    String otherwise() {
        return "/dashboard/index.xhtml";
    }
}
