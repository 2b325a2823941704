package org.dradmin.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.access.AccessFile.AssignmentEntry;
import org.dradmin.access.AccessFile.ClientEntry;
import org.dradmin.access.AccessFile.GroupEntry;
import org.dradmin.access.AccessFile.ResourceSetEntry;
import org.dradmin.access.AccessFile.RoleEntry;
import org.dradmin.access.AccessFile.UserEntry;
import org.dradmin.access.RoleAssignment.PrincipalType;
import org.dradmin.organization.FilePart;
import org.dradmin.organization.OrganizationFileCompare;
import org.dradmin.organization.SectionDifference;

/** What importing an organization file would change of people and their roles. No password or secret is told, only that it is another one. */
@ApplicationScoped
class AccessComparison {

    @PersistenceContext(unitName = "dr")
    private EntityManager em;
    @Inject
    private AccessState state;

    void compare(@Observes OrganizationFileCompare compare) {
        AccessFile now = state.now();
        AccessFile wanted = AccessSections.read(compare.file());
        List<SectionDifference> all = compare.differences();
        all.add(section("Groups", now.groups(), wanted.groups(), GroupEntry::name, group -> words("Admin roles", names(group.roles()))));
        Map<String, Credential> credentials = state.credentials();
        all.add(section("People", now.users(), wanted.users(), user -> User.key(user.username()), user -> words("Username", user.username(),
                "Display name", user.displayName(), "E-mail", user.email(), "Admin roles", names(user.roles()),
                "Groups", user.groups().stream().sorted().collect(Collectors.joining(", ")),
                "Password", secret(user.password(), credentials.get(User.key(user.username())), Credential::isSame))));
        all.add(section("Admin roles", now.roles(), wanted.roles(), RoleEntry::label, role -> words("Description", role.description(),
                "Permissions", names(role.permissions()))));
        all.add(section("Resource sets", now.resourceSets(), wanted.resourceSets(), ResourceSetEntry::label, set -> words(
                "Description", set.description(), "Resources", set.orns().stream().sorted().collect(Collectors.joining(", ")))));
        all.add(section("Role assignments", now.assignments(), wanted.assignments(), AccessComparison::sentence, assignment -> words()));
        all.add(section("API clients", now.clients(), wanted.clients(), ClientEntry::id, client -> words("Name", client.name(),
                "Scopes", names(client.scopes()), "Admin roles", names(client.roles()), "Tokens bound to a key", client.dpop() ? "yes" : "no",
                "Public keys", client.jwks() == null ? "none" : client.jwks(), "Secret", secret(client.secret(), secretHash(client.id()), (known, given) -> ClientSecret.stored(given).equals(known)))));
    }

    private static String sentence(AssignmentEntry one) {
        String who = one.type() == PrincipalType.USER ? "" : one.type() == PrincipalType.GROUP ? "the group " : "the API client ";
        return one.role() + " on " + one.resourceSet() + " to " + who + one.principal();
    }

    private static <T> SectionDifference section(String title, List<T> now, List<T> wanted, Function<T, String> name, Function<T, Map<String, String>> words) {
        return SectionDifference.between(title, told(now, name, words), told(wanted, name, words));
    }

    private static <T> Map<String, Map<String, String>> told(List<T> all, Function<T, String> name, Function<T, Map<String, String>> words) {
        Map<String, Map<String, String>> told = new LinkedHashMap<>();
        all.forEach(one -> told.put(name.apply(one), words.apply(one)));
        return told;
    }

    /** What a file does not speak of stays as it is. @param known what there is now, or null */
    private static <T> String secret(FilePart given, T known, BiPredicate<T, String> same) {
        if (given == null || !given.isPresent()) {
            return known == null ? "none" : "as it is";
        } else if (known == null) {
            return "given";
        }
        return same.test(known, given.secret(500)) ? "as it is" : "another one";
    }

    private String secretHash(String clientId) {
        ApiClient client = em.find(ApiClient.class, clientId);
        return client == null ? null : client.getSecretHash();
    }

    private static String names(Collection<? extends Enum<?>> values) {
        Stream<String> names = values.stream().sorted().map(value -> value instanceof Permission permission ? permission.role() : value.name());
        return names.collect(Collectors.joining(", "));
    }

    private static Map<String, String> words(String... namesAndValues) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            words.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return words;
    }
}
