package org.dradmin.recovery.connector;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Every kind of connector of the installation. */
@ApplicationScoped
public class Connectors {

    @Inject
    @Any
    private Instance<Connector<?>> all;

    public Optional<Connector<?>> ofType(String type) {
        for (Connector<?> connector : all) {
            if (connector.type().equals(type)) {
                return Optional.of(connector);
            }
        }
        return Optional.empty();
    }

    /**
     * The connector of that type, set up as a plan says.
     *
     * @param settings null for none
     * @throws IllegalArgumentException with a sentence for the person who writes the plan
     */
    public Configured<?> configured(String type, JsonNode settings) {
        return configured(ofType(type).orElseThrow(() -> new IllegalArgumentException("There is no connector of type \"" + type
                + "\"; there are: " + String.join(", ", types()) + ".")), settings);
    }

    private static <S> Configured<S> configured(Connector<S> connector, JsonNode settings) {
        return new Configured<>(connector, SettingsReader.read(connector.settings(), settings));
    }

    public List<String> types() {
        return all.stream().map(Connector::type).sorted().toList();
    }
}
