package org.dradmin.access;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dradmin.access.AccessFile.ClientEntry;
import org.dradmin.organization.FilePart;
import org.dradmin.organization.Refusal;

/** Reads the API clients of an organization file: each with public keys or with a secret, never with both. */
final class ClientSections {

    private static final int MOST_ID = 64;

    private final Set<String> ids = new HashSet<>();

    Set<String> ids() {
        return ids;
    }

    List<ClientEntry> read(FilePart list) {
        List<ClientEntry> clients = new ArrayList<>();
        for (FilePart part : list.items()) {
            FilePart client = part.object("clientId", "name", "scopes", "jwks", "secret", "dpop", "roles");
            if (client.get("jwks").isPresent() == client.get("secret").isPresent()) {
                client.fault("A client proves itself in one way: exactly one of the keys jwks and secret is needed.");
            }
            clients.add(new ClientEntry(id(client.get("clientId")), client.get("name").text(User.NAME_LENGTH), scopes(client.get("scopes")),
                    keys(client.get("jwks")), secret(client.get("secret")), client.get("dpop").flag(false),
                    AccessSections.standardRoles(client.get("roles"))));
        }
        return clients;
    }

    private String id(FilePart part) {
        String id = part.text(MOST_ID);
        if (!id.matches("[A-Za-z0-9_.-]*")) {
            part.fault("A client's id takes letters, digits, dots, hyphens and underscores.");
        } else if (!id.isEmpty() && !ids.add(id)) {
            part.fault("A client with this id is in this list already: " + part.quoted() + ".");
        }
        return id;
    }

    private static Set<Permission> scopes(FilePart list) {
        Set<Permission> scopes = EnumSet.noneOf(Permission.class);
        for (FilePart part : list.someItems("scope")) {
            String name = part.text(User.NAME_LENGTH);
            Optional<Permission> known = Permission.of(name).filter(Permission::isScope);
            known.ifPresent(scopes::add);
            if (known.isEmpty() && !name.isEmpty()) {
                part.fault(part.quoted() + " is no scope. Known are " + Permission.scopes() + ".");
            }
        }
        return scopes;
    }

    private static String keys(FilePart part) {
        if (!part.isPresent()) {
            return null;
        }
        try {
            return ClientKeys.of(part.json().toString());
        } catch (Refusal wrong) {
            part.fault(wrong.getMessage());
            return null;
        }
    }

    private static FilePart secret(FilePart part) {
        String secret = part.isPresent() ? part.secret(ClientSecret.MOST_LENGTH) : "";
        if (!secret.isEmpty()) {
            ClientSecret.whyNot(secret).ifPresent(reason -> part.fault("The secret " + reason));
        }
        return part;
    }
}
