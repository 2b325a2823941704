package org.dradmin.organization;

import java.util.Arrays;
import java.util.Optional;

/** The early access features under Settings &gt; Features; all are off until an admin switches them on. */
public enum Feature {

    SELF_SERVICE("enhanced-disaster-recovery-self-service", "Enhanced Disaster Recovery self-service",
            "Admins with the permission Manage disaster recovery fail the organization over to its disaster recovery "
            + "region and back by themselves, from the Disaster Recovery Admin tile or by the API.");

    private final String key;
    private final String title;
    private final String description;

    Feature(String key, String title, String description) {
        this.key = key;
        this.title = title;
        this.description = description;
    }

    /** The name in the organization file and in the API. */
    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    public static Optional<Feature> of(String key) {
        return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
    }
}
