package org.dradmin.test;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * A browser without a screen, for what a real one would not do: forged posts, planted cookies, answers as they are. It
 * keeps cookies and follows no redirect.
 */
public final class WebClient {

    private static final Pattern VIEW_STATE = Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]*)\"");

    private static final Pattern NONCE = Pattern.compile(" nonce=\"([^\"]*)\"");

    private final CookieManager cookies;
    private final HttpClient http;
    private final URI server;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public WebClient(DeployedServer server) {
        this(server.uri(), HttpClient.newBuilder(), new CookieManager());
    }

    /** By https, of a server whose certificate only this context believes. */
    public WebClient(URI server, SSLContext trust) {
        this(server, HttpClient.newBuilder().sslContext(trust), new CookieManager());
    }

    private WebClient(URI server, HttpClient.Builder client, CookieManager cookies) {
        this.server = server;
        this.cookies = cookies;
        http = client.cookieHandler(cookies).connectTimeout(Duration.ofSeconds(5)).build();
        headers.put("Origin", server.toString());
    }

    /** The same browser, sent to another node by a proxy: cookies know hosts, not ports. */
    public WebClient at(DeployedServer node) {
        return new WebClient(node.uri(), HttpClient.newBuilder(), cookies);
    }

    /** Sends this header with every request from now on; null leaves it out. */
    public WebClient with(String header, String value) {
        if (value == null) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    public HttpResponse<String> post(String path, Map<String, String> form) {
        String body = form.entrySet().stream().map(e -> encode(e.getKey(), UTF_8) + "=" + encode(e.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(server.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Fills in a form of a page, as it stands there, and presses its button. */
    public HttpResponse<String> submit(String page, String form, String button, Map<String, String> fields) {
        Map<String, String> all = form(form, get(page).body());
        fields.forEach((name, value) -> all.put(name.equals("next") ? name : form + ":" + name, value));
        all.put(form + ":" + button, "");
        return post(page, all);
    }

    /** Looks as the poll of a page does that was got before. @param source client id of the poll */
    public HttpResponse<String> look(String page, String body, String source) {
        Map<String, String> all = form(source.substring(0, source.indexOf(':')), body);
        all.putAll(Map.of("jakarta.faces.partial.ajax", "true", "jakarta.faces.source", source,
                "jakarta.faces.partial.execute", source, source, source, "background", "true"));
        try {
            return with("Faces-Request", "partial/ajax").post(page, all);
        } finally {
            with("Faces-Request", null);
        }
    }

    /** What a form sends whatever is in it. */
    private static Map<String, String> form(String form, String body) {
        Matcher state = VIEW_STATE.matcher(body);
        Matcher nonce = NONCE.matcher(body);
        if (!state.find() || !nonce.find()) {
            throw new IllegalStateException("There is no form on the page");
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put(form, form);
        all.put("jakarta.faces.ViewState", state.group(1));
        // What the script of the component library adds to each form.
        all.put("primefaces.nonce", nonce.group(1));
        return all;
    }

    public HttpResponse<String> signIn(String username, String password, String next) {
        return submit("/sign-in.xhtml", "signInForm", "signIn", Map.of("username", username, "password", password, "next", next));
    }

    /** @return the value of a cookie, or null */
    public String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream().filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue).findFirst().orElse(null);
    }

    /** Puts a cookie into the browser, as somebody would who planted it. */
    public WebClient plant(String name, String value) {
        HttpCookie cookie = new HttpCookie(name, value);
        // The domain by which the cookie store knows a server's own cookie, so that the server can replace this one.
        cookie.setDomain(server.getHost() + ".local");
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(server, cookie);
        return this;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        headers.forEach(request::setHeader);
        try {
            return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("No answer from " + server, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
