package org.dradmin.api.iam;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.dradmin.api.iam.Bodies.Link;
import org.dradmin.api.shell.Addresses;

/** The addresses by which the IAM endpoints refer to each other. */
@RequestScoped
class Paths {

    static final String IAM = "/api/v1/iam";

    @Inject
    private Addresses addresses;
    @Inject
    private HttpServletRequest request;

    Link role(String id, String... more) {
        return link(IAM + "/roles/" + id, more);
    }

    Link set(String id, String... more) {
        return link(IAM + "/resource-sets/" + id, more);
    }

    /** The path of an address of this server; any other address as it is. */
    String local(String address) {
        String own = link("").href();
        return address.startsWith(own + "/") ? address.substring(own.length()) : address;
    }

    Link link(String path, String... more) {
        StringBuilder whole = new StringBuilder(path);
        for (String part : more) {
            whole.append('/').append(URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return new Link(addresses.of(request, whole.toString()));
    }
}
