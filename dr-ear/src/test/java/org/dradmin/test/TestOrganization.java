package org.dradmin.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Organization files for tests whose subject is the server: as many protected domains as wanted, two super admins. */
public final class TestOrganization {

    public static final String ADMIN = "ada";
    public static final String OTHER_ADMIN = "grace";
    public static final String PASSWORD = "test-only-lighthouse";

    private TestOrganization() {
    }

    /** Its domains are {@link #domain}; the plan has so many steps, each at the front door. */
    public static Path file(int domains, int steps) {
        String plan = IntStream.rangeClosed(1, steps).mapToObj(n -> """
                {"name": "Front door, pass %d", "connector": "front-door"}""".formatted(n)).collect(Collectors.joining(", ", "[", "]"));
        String listed = IntStream.range(0, domains).mapToObj(n -> """
                {"name": "%s", "default": %s,
                 "primary": {"region": "east", "endpoint": "%s"}, "disasterRecovery": {"region": "west", "endpoint": "%s"}}"""
                .formatted(domain(n), n == 0, endpoint(n, false), endpoint(n, true))).collect(Collectors.joining(",\n"));
        String json = """
                {"organization": {"id": "test", "name": "Test organization"},
                 "regions": [{"code": "east", "name": "East", "ipRanges": ["192.0.2.0/25"]},
                             {"code": "west", "name": "West", "ipRanges": ["192.0.2.128/25"]}],
                 "domains": [%s],
                 "users": [%s, %s],
                 "features": {"enhanced-disaster-recovery-self-service": true},
                 "plan": {"failover": %s, "failback": %s}}
                """.formatted(listed, user(ADMIN), user(OTHER_ADMIN), plan, plan);
        try {
            return Files.writeString(Build.newFolder("organization").resolve("organization.json"), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String domain(int number) {
        return "d%05d.example.test".formatted(number);
    }

    /** Where the people of a domain are to be sent. */
    public static String endpoint(int number, boolean failedOver) {
        return "https://%s.example.test/%d/".formatted(failedOver ? "west" : "east", number);
    }

    public static String address(String username) {
        return username + "@example.test";
    }

    private static String user(String username) {
        return """
                {"username": "%s", "displayName": "%s", "email": "%s", "password": "%s", "roles": ["SUPER_ADMIN"]}"""
                .formatted(username, username, address(username), PASSWORD);
    }
}
