package org.dradmin.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the shared Payara Server running, and arquillian.xml's variables set, before Arquillian looks for it. */
public final class InContainerServer implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        if (System.getProperty("in.container") != null) {
            return;
        }
        PayaraServer server = SharedServers.of(context).payara();
        server.configure(SharedServers.demo());
        System.setProperty("payara.home", Build.SERVER.toString());
        System.setProperty("payara.admin.port", Integer.toString(server.adminPort()));
    }
}
