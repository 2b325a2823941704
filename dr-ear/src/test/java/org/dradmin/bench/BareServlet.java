package org.dradmin.bench;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.dradmin.test.Build;

/** What a server does at the least for a redirect: the measure for the front door, and as a WAR of its own for a start. */
@WebServlet("/*")
public class BareServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_TEMPORARY_REDIRECT);
        response.setHeader("Location", "https://east.example.test/");
    }

    /** A WAR that holds this servlet and nothing else. */
    static Path war() {
        Path war = Build.newFolder("bare").resolve("bare.war");
        String path = BareServlet.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(war); JarOutputStream jar = new JarOutputStream(file);
                InputStream type = BareServlet.class.getResourceAsStream("/" + path)) {
            jar.putNextEntry(new JarEntry("WEB-INF/classes/" + path));
            type.transferTo(jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    /** An EAR that holds that WAR and nothing else. */
    static Path ear() {
        Path ear = Build.newFolder("bare").resolve("bare.ear");
        try (OutputStream file = Files.newOutputStream(ear); JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("bare.war"));
            Files.copy(war(), jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ear;
    }
}
