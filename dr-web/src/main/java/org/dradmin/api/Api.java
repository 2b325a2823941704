package org.dradmin.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.dradmin.api.dr.DisasterRecoveryResource;
import org.dradmin.api.iam.AssigneesResource;
import org.dradmin.api.iam.BindingsResource;
import org.dradmin.api.iam.ResourceSetsResource;
import org.dradmin.api.iam.RolesResource;
import org.dradmin.api.logs.LogsResource;
import org.dradmin.api.shell.AllowedMethods;
import org.dradmin.api.shell.Faults;
import org.dradmin.api.shell.Gate;
import org.dradmin.api.shell.JsonWriter;

/** Everything below {@code /api}: the resources of the wire contract, behind one gate, with one form of errors. */
@ApplicationPath("/api")
public class Api extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Gate.class, AllowedMethods.class, Faults.class, JsonWriter.class, DisasterRecoveryResource.class,
                LogsResource.class, RolesResource.class, ResourceSetsResource.class, BindingsResource.class, AssigneesResource.class);
    }

    /** Of Jersey, the server's implementation: nothing that this application does not itself say. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.server.wadl.disableWadl", true,
                // An error is answered here; the container's error pages are for people.
                "jersey.config.server.response.setStatusOverSendError", true,
                // JSON is written by JsonWriter; the server's own JSON-B would come before it otherwise.
                "jersey.config.jsonFeature", "JsonWriter");
    }
}
