package org.dradmin.web.shell;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.platform.Settings;

/**
 * Which host names this server answers to: the one people use (dr.base.url), those of dr.hosts, and this machine's own
 * names where people use one of them. It keeps a foreign name that points here (DNS rebinding) out.
 */
@ApplicationScoped
public class HostCheck {

    /** The status for a host that is not ours (RFC 9110, 15.5.20). */
    public static final int MISDIRECTED = 421;
    private static final Pattern ENDS = Pattern.compile("^\\[|]$|\\.$");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    @Inject
    private Settings settings;
    /** Every request asks. */
    private volatile Set<String> known;

    protected HostCheck() {
    }

    HostCheck(Settings settings) {
        this.settings = settings;
    }

    public boolean accepts(String host) {
        String name = plain(host);
        if (known == null) {
            known = names(settings.baseUrl().getHost(), settings.furtherHosts());
        }
        return known.contains(name);
    }

    /** Whether a request was meant for another host. Programs are told by their own door, which counts their requests first. */
    boolean isMisdirected(HttpServletRequest request) {
        return !isProbe(request) && !Area.isForPrograms(Area.path(request)) && !accepts(request.getServerName());
    }

    /** What a misdirected request is answered. */
    void turnAway(HttpServletResponse response) {
        response.setStatus(MISDIRECTED);
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().write("This server does not answer to the host name of this address. Use the address your "
                    + "organization gave you. Those who run the server can add names by the settings dr.base.url and dr.hosts.\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Load balancers and probes ask a node by its address; its health tells nothing that a foreign name could use. */
    private static boolean isProbe(HttpServletRequest request) {
        return request.getRequestURI().equals("/health") || request.getRequestURI().startsWith("/health/");
    }

    private static Set<String> names(String people, List<String> further) {
        Set<String> names = Stream.concat(Stream.of(people), further.stream()).map(HostCheck::plain).collect(Collectors.toSet());
        if (LOOPBACK.contains(plain(people))) {
            names.addAll(LOOPBACK);
        }
        return names;
    }

    /** Whether an Origin header (RFC 6454) names this site: as people address it, or as this very request does. */
    boolean isOwnOrigin(String origin, String hostHeader) {
        URI base = settings.baseUrl();
        return origin.equalsIgnoreCase(base.getScheme() + "://" + base.getAuthority())
                || hostHeader != null && (origin.equalsIgnoreCase("http://" + hostHeader)
                        || origin.equalsIgnoreCase("https://" + hostHeader));
    }

    private static String plain(String host) {
        String name = host == null ? "" : ENDS.matcher(host.toLowerCase(Locale.ROOT)).replaceAll("");
        return name.equals("0:0:0:0:0:0:0:1") ? "::1" : name;
    }
}
