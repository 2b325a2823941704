package org.dradmin.test;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives a test the shared server: the one its {@link UiTest} names, else the EAR on Payara Server. */
public final class ServerParameter implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return DeployedServer.class.isAssignableFrom(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return of(context);
    }

    static DeployedServer of(ExtensionContext context) {
        Installation installation = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), UiTest.class)
                .map(UiTest::value).orElse(Installation.SERVER);
        return SharedServers.of(context).get(installation);
    }
}
