package org.dradmin.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the shared Payara Server running, and arquillian.xml's variables set, before Arquillian looks for it. */
public final class InContainerServer implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        // Inside the server, where the same class runs again, there is nothing left to start.
        if (getClass().getClassLoader() != ClassLoader.getSystemClassLoader()) {
            return;
        }
        PayaraServer server = SharedServers.of(context).payara();
        server.configure(SharedServers.demo());
        System.setProperty("payara.home", Build.SERVER.toString());
        System.setProperty("payara.admin.port", Integer.toString(server.adminPort()));
    }
}
