package org.dradmin.recovery.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Every connector of the installation, by name. */
@ApplicationScoped
public class Connectors {

    @Inject
    @Any
    private Instance<Connector> all;

    public Optional<Connector> named(String name) {
        return all.stream().filter(connector -> connector.name().equals(name)).findFirst();
    }

    public List<String> names() {
        return all.stream().map(Connector::name).sorted().toList();
    }
}
