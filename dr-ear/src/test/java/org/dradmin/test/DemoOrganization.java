package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The demonstration's organization with what a test needs beside it. */
final class DemoOrganization {

    private String json;

    DemoOrganization() {
        try {
            json = Files.readString(Build.CONFIG.resolve("demo-organization.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link Account#VERA}, who may look at disaster recovery and do nothing there. */
    DemoOrganization withObserver() {
        return put("  \"users\": [", """
                  "users": [
                    { "username": "%s", "displayName": "%s", "email": "vera.lind@example.test", "password": "%s" },
                """.formatted(Account.VERA.username(), Account.VERA.displayName(), Account.VERA.password()))
                .put("  \"adminRoles\": [", """
                  "adminRoles": [
                    { "label": "Recovery observer", "permissions": ["okta.dr.read"] },
                """)
                .put("  \"assignments\": [", """
                  "assignments": [
                    { "role": "Recovery observer", "resourceSet": "Business continuity", "user": "%s" },
                """.formatted(Account.VERA.username()));
    }

    /** The programs of {@link TestClients}. */
    DemoOrganization withClients() {
        return put("\"apiClients\": []", "\"apiClients\": " + TestClients.asJson());
    }

    /** The early access feature switched off. */
    DemoOrganization withFeatureOff() {
        return put("\"enhanced-disaster-recovery-self-service\": true", "\"enhanced-disaster-recovery-self-service\": false");
    }

    DemoOrganization withPlan(String steps) {
        return put("\"plan\": {}", "\"plan\": {\"failover\": " + steps + ", \"failback\": " + steps + "}");
    }

    private DemoOrganization put(String there, String instead) {
        if (!json.contains(there)) {
            throw new IllegalStateException("The demonstration's organization has no " + there + " any more.");
        }
        json = json.replace(there, instead);
        return this;
    }

    Path file() {
        try {
            return Files.writeString(Build.newFolder("organization").resolve("organization.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
