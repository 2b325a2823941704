package org.dradmin.organization;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of a protected domain: its place in its primary region and in its disaster recovery region. */
public record DomainFacts(String name, boolean isDefault, String primaryRegion, String primaryEndpoint, String recoveryRegion,
        String recoveryEndpoint) implements Serializable {

    static final int ENDPOINT_LENGTH = 2000;

    /** In the form in which it is stored; what is wrong is found by the check. Whether its regions exist is not asked. */
    DomainFacts checked(FieldCheck fields) {
        DomainFacts checked = new DomainFacts(fields.of(() -> TypedText.ruled("name", name, 255, "no DNS name", DnsName::of)), isDefault,
                fields.of(() -> region("primaryRegion", primaryRegion)), fields.of(() -> endpoint("primaryEndpoint", primaryEndpoint)),
                fields.of(() -> region("recoveryRegion", recoveryRegion)), fields.of(() -> endpoint("recoveryEndpoint", recoveryEndpoint)));
        if (checked.primaryRegion != null && checked.primaryRegion.equals(checked.recoveryRegion)) {
            fields.fault("recoveryRegion", "This is the primary region; the disaster recovery region must be another one.");
        }
        if (checked.primaryEndpoint != null && checked.primaryEndpoint.equals(checked.recoveryEndpoint)) {
            fields.fault("recoveryEndpoint", "Both regions have the same endpoint, so a failover would move nothing.");
        }
        return checked;
    }

    private static String region(String field, String code) {
        if (code == null || code.isBlank()) {
            throw new FaultyField(field, "Choose a region.");
        }
        return code;
    }

    private static String endpoint(String field, String typed) {
        return TypedText.ruled(field, typed, ENDPOINT_LENGTH, "no endpoint", Endpoint::of).toString();
    }

    /** By name, in words. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Default domain", isDefault ? "yes" : "no");
        words.put("Primary region", primaryRegion);
        words.put("Primary endpoint", primaryEndpoint);
        words.put("Disaster recovery region", recoveryRegion);
        words.put("Disaster recovery endpoint", recoveryEndpoint);
        return words;
    }
}
