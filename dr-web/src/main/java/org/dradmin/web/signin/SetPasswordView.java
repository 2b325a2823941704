package org.dradmin.web.signin;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.dradmin.access.Credential;
import org.dradmin.access.OneTimeLinks;

/** What a one-time link opens: choosing a password. Looking at it uses nothing up; only what is sent does. */
@Named("setPassword")
@RequestScoped
public class SetPasswordView {

    @Inject
    private OneTimeLinks links;
    @Inject
    private HttpServletRequest request;
    private OneTimeLinks.Opened opened;
    private String replacement;
    private String again;

    @PostConstruct
    void open() {
        opened = links.open(getToken());
    }

    public void use() throws IOException {
        try {
            links.use(getToken(), replacement, again);
        } finally {
            open();
        }
        FacesContext.getCurrentInstance().getExternalContext().redirect(request.getContextPath() + "/sign-in.xhtml?notice=password");
    }

    /** Comes with the link and goes back with the form. */
    public String getToken() {
        return request.getParameter("token");
    }

    public OneTimeLinks.Opened getOpened() {
        return opened;
    }

    public int getLeastLength() {
        return Credential.LEAST_LENGTH;
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
