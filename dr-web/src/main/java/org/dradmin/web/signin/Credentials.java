package org.dradmin.web.signin;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.dradmin.access.Accounts;
import org.dradmin.access.SignIn;
import org.dradmin.web.shell.NextPath;
import org.dradmin.web.shell.Sessions;

/** A form that asks for username and password, and then leads on to where the person wanted to go. */
abstract class Credentials {

    @Inject
    Accounts accounts;
    @Inject
    Sessions sessions;
    @Inject
    BrowserToken browser;
    @Inject
    HttpServletRequest request;

    private String username;
    private String password;

    /** Checks what was entered. */
    abstract SignIn check(String browserToken);

    /** What a right answer opens. */
    abstract void open(String userId);

    /** Where to go without a page that was asked for. */
    abstract String otherwise();

    public void submit() throws IOException {
        SignIn result = check(browser.of(request));
        password = null;
        if (result instanceof SignIn.Accepted accepted) {
            FacesContext faces = FacesContext.getCurrentInstance();
            open(accepted.userId());
            browser.keep(request, (HttpServletResponse) faces.getExternalContext().getResponse(), accepted.browserToken());
            leave();
        } else if (result instanceof SignIn.Rejected rejected) {
            tell(rejected.reason());
        } else if (result instanceof SignIn.Delayed delayed) {
            tell(delayed.reason());
        }
    }

    void leave() throws IOException {
        FacesContext.getCurrentInstance().getExternalContext()
                .redirect(NextPath.of(getNext(), request.getContextPath() + otherwise()));
    }

    private static void tell(String reason) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_ERROR, reason, null));
    }

    /** Comes with the request and goes back with the form; believed only as far as {@link NextPath} does. */
    public String getNext() {
        return NextPath.of(request.getParameter("next"), null);
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
