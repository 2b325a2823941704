package org.dradmin.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.dradmin.test.Build;

/** Archives that hold a class or two and nothing else: what a server does at the least. */
final class BareArchive {

    private BareArchive() {
    }

    static Path war(Class<?>... types) {
        Path war = Build.newFolder("bare").resolve("bare.war");
        try (OutputStream file = Files.newOutputStream(war); JarOutputStream jar = new JarOutputStream(file)) {
            for (Class<?> type : types) {
                String path = type.getName().replace('.', '/') + ".class";
                try (InputStream bytes = type.getResourceAsStream("/" + path)) {
                    jar.putNextEntry(new JarEntry("WEB-INF/classes/" + path));
                    bytes.transferTo(jar);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return war;
    }

    /** An EAR that holds such a WAR. */
    static Path ear(Class<?>... types) {
        Path ear = Build.newFolder("bare").resolve("bare.ear");
        try (OutputStream file = Files.newOutputStream(ear); JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("bare.war"));
            Files.copy(war(types), jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ear;
    }
}
