package org.dradmin.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.dradmin.organization.OrganizationFile;

/** Reads the sections of an organization file about people and their roles, each value checked where it stands. */
final class AccessSections {

    /** The word for the resource Disaster recovery, whose ORN is known only once the organization has its id. */
    private static final String DISASTER_RECOVERY = "disaster-recovery";
    private static final int NAME = User.NAME_LENGTH;
    private static final int DESCRIPTION = 1000;
    private static final int MOST_RESOURCES = 1000;

    private final FilePart root;
    private final String organizationId;
    private final Set<String> groupNames = new HashSet<>();
    private final Set<String> userKeys = new HashSet<>();
    private final Set<String> roleLabels = new HashSet<>();
    private final Set<String> setLabels = new HashSet<>();
    private final ClientSections clients = new ClientSections();

    private AccessSections(OrganizationFile file) {
        this.root = file.document();
        this.organizationId = file.id();
    }

    static AccessFile read(OrganizationFile file) {
        AccessSections sections = new AccessSections(file);
        // In this order: people name groups, assignments name all others.
        List<ClientEntry> clients = sections.clients.read(file.document().get("apiClients"));
        return new AccessFile(sections.groups(), sections.users(), sections.roles(), sections.resourceSets(), sections.assignments(), clients);
    }

    private List<GroupEntry> groups() {
        List<GroupEntry> groups = new ArrayList<>();
        for (FilePart part : root.get("groups").items()) {
            FilePart group = part.object("name", "roles");
            groups.add(new GroupEntry(unique(groupNames, group.get("name"), Function.identity(), "A group with this name"),
                    standardRoles(group.get("roles"))));
        }
        return groups;
    }

    private List<UserEntry> users() {
        List<UserEntry> users = new ArrayList<>();
        for (FilePart part : root.get("users").items()) {
            FilePart user = part.object("username", "displayName", "email", "password", "roles", "groups");
            String username = unique(userKeys, user.get("username"), User::key, "A person with this username");
            // The first account of an empty installation may have none, which an export says with an empty text.
            String email = user.get("email").isEmptyText() ? "" : user.get("email").text(320);
            if (!email.isEmpty() && !EmailAddress.isOne(email)) {
                user.get("email").fault(user.get("email").quoted() + " is no e-mail address.");
            }
            checkPassword(username, user.get("password"));
            Set<String> groups = new LinkedHashSet<>();
            user.get("groups").items().forEach(group ->
                    groups.add(refer(groupNames, group, Function.identity(), "group")));
            users.add(new UserEntry(username, user.get("displayName").text(NAME), email, user.get("password"),
                    standardRoles(user.get("roles")), groups));
        }
        return users;
    }

    private static void checkPassword(String username, FilePart part) {
        String password = part.isPresent() ? part.secret(500) : "";
        Optional<String> fault = password.isEmpty() ? Optional.empty()
                : Credential.isHash(password) ? Credential.whyNoHash(password) : PasswordPolicy.whyNot(username, password);
        fault.ifPresent(reason -> part.fault("The password " + reason));
    }

    private List<RoleEntry> roles() {
        List<RoleEntry> roles = new ArrayList<>();
        for (FilePart part : root.get("adminRoles").items()) {
            FilePart role = part.object("label", "description", "permissions");
            String label = unique(roleLabels, role.get("label"), Function.identity(), "A role with this label");
            if (Arrays.stream(RoleType.values()).anyMatch(type -> type.name().equals(label))) {
                role.get("label").fault(label + " is the name of a standard role; choose another label.");
            }
            Set<Permission> permissions = EnumSet.noneOf(Permission.class);
            for (FilePart permission : role.get("permissions").someItems("permission")) {
                String name = permission.text(NAME);
                Optional<Permission> known = Permission.of(name).filter(p -> p != Permission.SETTINGS_MANAGE);
                known.ifPresent(permissions::add);
                if (known.isEmpty() && !name.isEmpty()) {
                    permission.fault(permission.quoted() + (Permission.of(name).isPresent() ? " is for super admins only."
                            : " is no permission. Known are " + known(Permission.values(), Permission::role) + "."));
                }
            }
            roles.add(new RoleEntry(label, role.get("description").text(DESCRIPTION, ""), permissions));
        }
        return roles;
    }

    private List<ResourceSetEntry> resourceSets() {
        List<ResourceSetEntry> sets = new ArrayList<>();
        Set<String> known = Arrays.stream(Permission.values()).filter(p -> p != Permission.SETTINGS_MANAGE)
                .map(p -> p.orn(organizationId)).collect(Collectors.toCollection(LinkedHashSet::new));
        for (FilePart part : root.get("resourceSets").items()) {
            FilePart set = part.object("label", "description", "resources");
            Set<String> orns = new LinkedHashSet<>();
            for (FilePart resource : set.get("resources").someItems("resource")) {
                String text = resource.text(500);
                String orn = text.equals(DISASTER_RECOVERY) ? Permission.DR_MANAGE.orn(organizationId) : text;
                if (!orn.isEmpty() && !known.contains(orn)) {
                    resource.fault(resource.quoted() + " is no resource of this organization. Known are " + DISASTER_RECOVERY + ", "
                            + String.join(", ", known) + ".");
                }
                orns.add(orn);
            }
            if (orns.size() > MOST_RESOURCES) {
                set.get("resources").fault("A resource set has at most " + MOST_RESOURCES + " resources.");
            }
            sets.add(new ResourceSetEntry(unique(setLabels, set.get("label"), Function.identity(), "A resource set with this label"),
                    set.get("description").text(DESCRIPTION, ""), orns));
        }
        return sets;
    }

    private List<AssignmentEntry> assignments() {
        List<AssignmentEntry> assignments = new ArrayList<>();
        Set<AssignmentEntry> seen = new HashSet<>();
        for (FilePart part : root.get("assignments").items()) {
            FilePart assignment = part.object("role", "resourceSet", "user", "group", "client");
            String role = refer(roleLabels, assignment.get("role"), Function.identity(), "custom admin role");
            String set = refer(setLabels, assignment.get("resourceSet"), Function.identity(), "resource set");
            if (Stream.of("user", "group", "client").filter(key -> assignment.get(key).isPresent()).count() != 1) {
                assignment.fault("A role is assigned to one user, one group or one API client: exactly one of the keys user, group and client is needed.");
                continue;
            }
            AssignmentEntry entry = assignment.get("user").isPresent()
                    ? new AssignmentEntry(role, set, PrincipalType.USER, User.key(refer(userKeys, assignment.get("user"), User::key, "user")))
                    : assignment.get("group").isPresent()
                    ? new AssignmentEntry(role, set, PrincipalType.GROUP,
                            refer(groupNames, assignment.get("group"), Function.identity(), "group"))
                    : new AssignmentEntry(role, set, PrincipalType.CLIENT,
                            refer(clients.ids(), assignment.get("client"), Function.identity(), "API client"));
            if (!entry.principal().isEmpty() && !role.isEmpty() && !set.isEmpty() && !seen.add(entry)) {
                assignment.fault("This assignment is in the list already.");
            }
            assignments.add(entry);
        }
        return assignments;
    }

    static Set<RoleType> standardRoles(FilePart list) {
        Set<RoleType> roles = EnumSet.noneOf(RoleType.class);
        for (FilePart part : list.items()) {
            String name = part.text(NAME);
            Optional<RoleType> known = Arrays.stream(RoleType.values()).filter(r -> r != RoleType.CUSTOM && r.name().equals(name)).findFirst();
            known.ifPresent(roles::add);
            if (known.isEmpty() && !name.isEmpty()) {
                part.fault(part.quoted() + " is no standard role. Known are SUPER_ADMIN, READ_ONLY_ADMIN, REPORT_ADMIN; "
                        + "custom roles are given under assignments.");
            }
        }
        return roles;
    }

    private static String unique(Set<String> seen, FilePart part, Function<String, String> key, String what) {
        String name = part.text(NAME);
        if (!name.isEmpty() && !seen.add(key.apply(name))) {
            part.fault(what + " is in this list already: " + part.quoted() + ".");
        }
        return name;
    }

    private static String refer(Set<String> known, FilePart part, Function<String, String> key, String what) {
        String name = part.text(NAME);
        if (!name.isEmpty() && !known.contains(key.apply(name))) {
            part.fault("There is no " + what + " " + part.quoted() + " in this file.");
        }
        return name;
    }

    private static <T> String known(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).collect(Collectors.joining(", "));
    }
}
