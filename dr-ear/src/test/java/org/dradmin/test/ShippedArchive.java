package org.dradmin.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * dr.ear as it ships, with a test class put into its web module. One thing else differs: the address at which
 * Arquillian calls its tests is open, which in the product no address is that web.xml does not name.
 */
public final class ShippedArchive {

    private static final String OPEN = "<url-pattern>/sign-in.xhtml</url-pattern>";
    private static final String RUNNER = "<url-pattern>/ArquillianServletRunnerEE9</url-pattern>";

    private ShippedArchive() {
    }

    public static EnterpriseArchive with(Class<?> test) {
        EnterpriseArchive ear = ShrinkWrap.create(ZipImporter.class, "dr.ear").importFrom(Build.EAR.toFile()).as(EnterpriseArchive.class);
        WebArchive war = ear.getAsType(WebArchive.class, "/dr-web.war");
        war.addClasses(test, InContainer.class, InContainerServer.class);
        String descriptor = read(war, "/WEB-INF/web.xml");
        if (!descriptor.contains(OPEN)) {
            throw new IllegalStateException("web.xml no longer names the sign-in page as open; the runner's address has to go elsewhere");
        }
        war.delete("/WEB-INF/web.xml");
        war.addAsWebInfResource(new StringAsset(descriptor.replace(OPEN, OPEN + RUNNER)), "web.xml");
        return ear;
    }

    private static String read(WebArchive war, String path) {
        try (var in = war.get(path).getAsset().openStream(); var out = new ByteArrayOutputStream()) {
            in.transferTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
