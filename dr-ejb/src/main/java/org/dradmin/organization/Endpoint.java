package org.dradmin.organization;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Where a region serves a protected domain: an absolute http or https address that the front door may send people to. */
public final class Endpoint {

    private Endpoint() {
    }

    /**
     * The address without slashes at its end, so that an application's path can follow.
     *
     * @throws IllegalArgumentException why it is none, as the end of a sentence
     */
    public static URI of(String text) {
        URI uri;
        try {
            uri = new URI(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an address cannot be written so", e);
        }
        if (uri.getScheme() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("it does not begin with http:// or https://");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new IllegalArgumentException("it names no host, or a host or port that cannot be");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("it holds a user name, which everyone sent there would see");
        }
        if (uri.getRawFragment() != null || uri.getRawQuery() != null) {
            throw new IllegalArgumentException("it holds a query or a fragment, and an application's path could not follow");
        }
        if (!uri.getRawPath().isEmpty()) {
            requirePath(uri.getRawPath());
        }
        return uri;
    }

    /**
     * An application's path below an endpoint: it cannot lead out of it.
     *
     * @throws IllegalArgumentException why it is none, as the end of a sentence
     */
    public static String requirePath(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("it does not begin with a slash");
        }
        if (path.contains("//")) {
            throw new IllegalArgumentException("it holds two slashes in a row");
        }
        if (path.matches("(?i).*(%2e|%2f|%5c|%00).*") || List.of(path.split("/", -1)).stream().anyMatch(part -> part.matches("\\.{1,2}"))) {
            throw new IllegalArgumentException("it could lead out of its place by dots or hidden slashes");
        }
        try {
            if (path.equals(new URI("http://host" + path).getRawPath())) {
                return path;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a path cannot be written so; spaces and other signs are written as %20", e);
        }
        throw new IllegalArgumentException("it holds a query or a fragment");
    }
}
