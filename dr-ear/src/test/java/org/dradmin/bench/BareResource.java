package org.dradmin.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;

/** What a server does at the least for a resource: a few fixed bytes of JSON, as many as the status of five domains takes. */
@Path("status")
public class BareResource {

    private static final String BODY = "{\"status\":[" + "{\"domain\":\"d00000.example.test\",\"isFailedOver\":false},".repeat(4)
            + "{\"domain\":\"d00004.example.test\",\"isFailedOver\":false}]}";

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String status() {
        return BODY;
    }

    /** Everything of the archive that it is in. */
    @ApplicationPath("/api")
    public static class Bare extends Application {
    }
}
