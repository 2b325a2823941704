package org.dradmin.web.shell;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sends an ajax request of Faces elsewhere: a redirect by status would put the other page's text into this one. */
final class PartialRedirect {

    private PartialRedirect() {
    }

    /** To the page at this path that the request came from, afresh: what keeps it closed then shows as a page. */
    static void writeAgain(HttpServletRequest request, HttpServletResponse response, String path) {
        String query = NextPath.queryOf(request.getHeader("Referer"), path);
        write(response, query == null ? path : path + "?" + query);
    }

    static void write(HttpServletResponse response, String url) {
        String escaped = url.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        response.setContentType("text/xml");
        response.setCharacterEncoding("UTF-8");
        try {
            response.getWriter().write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                    + "<partial-response><redirect url=\"" + escaped + "\"/></partial-response>");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
