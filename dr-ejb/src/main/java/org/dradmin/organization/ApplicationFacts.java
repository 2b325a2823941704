package org.dradmin.organization;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is said of an application of the dashboard. */
public record ApplicationFacts(String label, String domain, String path) implements Serializable {

    static final int LABEL_LENGTH = 200;

    /** In the form in which it is stored; what is wrong is found by the check. Whether its domain exists is not asked. */
    ApplicationFacts checked(FieldCheck fields) {
        return new ApplicationFacts(fields.of(() -> TypedText.line("label", label, LABEL_LENGTH)), fields.of(this::checkedDomain),
                fields.of(() -> TypedText.ruled("path", path, 1000, "no path", Endpoint::requirePath)));
    }

    private String checkedDomain() {
        if (domain == null || domain.isBlank()) {
            throw new FaultyField("domain", "Choose a protected domain.");
        }
        return TypedText.ruled("domain", domain, 255, "no DNS name", DnsName::of);
    }

    /** By name, in words. */
    public Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("Label", label);
        words.put("Protected domain", domain);
        words.put("Path", path);
        return words;
    }
}
