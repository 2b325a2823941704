package org.dradmin.web.shell;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.dradmin.platform.Settings;

/**
 * The session's cookie goes over https only where people use https. The address people use says so, since behind a
 * proxy that ends TLS the requests themselves do not.
 */
@WebListener
public class SessionCookie implements ServletContextListener {

    @Inject
    private Settings settings;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (settings.baseUrl().getScheme().equals("https")) {
            event.getServletContext().getSessionCookieConfig().setSecure(true);
        }
    }
}
