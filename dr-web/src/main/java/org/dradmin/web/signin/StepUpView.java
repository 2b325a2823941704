package org.dradmin.web.signin;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import org.dradmin.access.SignIn;

/** The second sign-in, by the same person, before Disaster Recovery Admin opens. */
@Named("stepUp")
@RequestScoped
public class StepUpView extends Credentials {

    @Override
    SignIn check(String browserToken) {
        return accounts.stepUp(getUsername(), getPassword(), browserToken);
    }

    @Override
    void open(String userId) {
        sessions.stepUp(request);
    }

    @Override
    String otherwise() {
        return "/console/index.xhtml";
    }

    public long getMinutes() {
        return Math.max(1, sessions.times(request).stepUp().toMinutes());
    }
}
