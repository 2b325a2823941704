package org.dradmin.systemlog;

import java.util.Map;

/** What it was done to; {@code detail} becomes the wire's {@code detailEntry}. */
public record Target(String id, String type, String alternateId, String displayName, Map<String, String> detail) {

    public static Target of(String type, String id, String displayName) {
        return new Target(id, type, id, displayName, Map.of());
    }
}
