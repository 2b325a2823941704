package org.dradmin.recovery.connector.haproxy;

import java.util.HashSet;
import java.util.Map;

/**
 * A map file of HAProxy with one entry for each domain.
 *
 * @param file its name as the configuration of HAProxy has it
 * @param values what stands behind a domain that is served from a region, by the region's code
 */
public record HaproxyMap(String file, Map<String, String> values) {

    public HaproxyMap {
        if (file == null || values == null || values.size() < 2) {
            throw new IllegalArgumentException("A map has a file and values for two regions at least.");
        }
        Words.MAP.check(file);
        values.values().forEach(Words.VALUE::check);
        if (new HashSet<>(values.values()).size() < values.size()) {
            throw new IllegalArgumentException("Two regions have the same value in the map: no switch could be seen.");
        }
        values = Map.copyOf(values);
    }
}
