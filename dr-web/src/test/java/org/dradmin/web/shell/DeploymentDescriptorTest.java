package org.dradmin.web.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.dradmin.platform.Roles;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The roles and guarded paths that stand in files of the container are those of the code. */
class DeploymentDescriptorTest {

    private static final Path WEB_INF = Path.of("src/main/webapp/WEB-INF");

    @Test
    void everyRoleIsMappedToTheGroupOfItsName() throws Exception {
        List<Element> mappings = elements(read("glassfish-web.xml"), "security-role-mapping");
        assertThat(mappings.stream().map(m -> text(m, "role-name"))).containsExactlyInAnyOrderElementsOf(roles());
        assertThat(mappings).filteredOn(m -> !text(m, "role-name").equals(Roles.ENGINE))
                .allSatisfy(m -> assertThat(text(m, "group-name")).isEqualTo(text(m, "role-name")));
    }

    @Test
    void noPersonAndNoClientIsEverTheEngine() throws Exception {
        Element engine = elements(read("glassfish-web.xml"), "security-role-mapping").stream()
                .filter(m -> text(m, "role-name").equals(Roles.ENGINE)).findFirst().orElseThrow();
        assertThat(engine.getElementsByTagName("group-name").getLength()).isZero();
        assertThat(text(engine, "principal-name")).isEqualTo(Roles.ENGINE);
    }

    @Test
    void everyRoleIsDeclared() throws Exception {
        assertThat(elements(read("web.xml"), "security-role").stream().map(e -> text(e, "role-name")))
                .containsExactlyInAnyOrderElementsOf(roles());
    }

    @Test
    void everyAreaIsGuardedByItsRoles() throws Exception {
        Map<String, List<String>> guards = guards();
        for (Area area : Area.values()) {
            String pattern = area.path().endsWith("/") ? area.path() + "*" : area.path();
            assertThat(guards).containsEntry(pattern, area.roles());
        }
    }

    @Test
    void whatNobodyNamedIsForThoseWhoAreSignedIn() throws Exception {
        assertThat(guards()).containsEntry("/*", List.of(Roles.USER));
    }

    @Test
    void whatIsWrittenForStrangersIsOpenToThemAndLooksNobodyUp() throws Exception {
        for (String path : Area.PUBLIC) {
            assertThat(guards()).containsEntry(path, List.of());
            assertThat(Area.asksForNobody(path)).as(path).isTrue();
        }
    }

    private static Map<String, List<String>> guards() throws Exception {
        Map<String, List<String>> guards = new TreeMap<>();
        for (Element constraint : elements(read("web.xml"), "security-constraint")) {
            List<String> roles = elements(constraint, "role-name").stream().map(Element::getTextContent).toList();
            elements(constraint, "url-pattern").forEach(pattern -> guards.put(pattern.getTextContent(), roles));
        }
        return guards;
    }

    private static Set<String> roles() {
        return Arrays.stream(Roles.class.getDeclaredFields()).map(DeploymentDescriptorTest::value).collect(Collectors.toSet());
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static Element read(String file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(WEB_INF.resolve(file).toFile()).getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }
}
