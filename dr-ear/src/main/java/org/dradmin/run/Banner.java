package org.dradmin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person wants to know once the server is ready: where to go, with which account, where things lie. */
record Banner(Settings settings) {

    // User entries hold no objects, so each stands between its own braces.
    private static final Pattern USER = Pattern.compile("\\{[^{}]*\"username\"[^{}]*}");

    private record Row(String name, String value) {
    }

    String text(Duration took) throws IOException {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row("Sign in", settings.get("dr.base.url") + "/"));
        rows.addAll(accounts());
        rows.add(new Row("Data", settings.data().toString()));
        rows.add(new Row("Log", settings.log().toString()));
        rows.add(new Row("Stop", "Ctrl+C; the next start finds the same data"));
        StringBuilder text = new StringBuilder("\n  Disaster Recovery Admin is ready (" + took.toSeconds() + " s).\n\n");
        rows.forEach(row -> text.append(String.format("    %-10s%s%n", row.name(), row.value())));
        return text.toString();
    }

    private List<Row> accounts() throws IOException {
        Path password = settings.data().resolve("initial-admin-password");
        if (Files.exists(password)) {
            return List.of(new Row("Account", settings.find("dr.admin.username").orElse("admin") + "; the password is in " + password));
        }
        return settings.demo() ? demoAccounts() : List.of();
    }

    private List<Row> demoAccounts() throws IOException {
        List<Row> rows = new ArrayList<>();
        String file = Files.readString(Path.of(settings.get("dr.org.file")));
        Matcher entry = USER.matcher(file);
        while (entry.find()) {
            String secret = text(entry.group(), "password");
            if (!secret.isEmpty() && !secret.startsWith("$")) {
                String username = text(entry.group(), "username");
                rows.add(new Row(rows.isEmpty() ? "Accounts" : "", String.format("%-12s%-24s%s", username, secret, role(entry.group(), username, file))));
            }
        }
        return rows;
    }

    /** What a demonstration's account may do, in a word or two. */
    private static String role(String entry, String username, String file) {
        if (entry.contains("SUPER_ADMIN")) {
            return "super admin";
        } else if (entry.contains("REPORT_ADMIN")) {
            return "report admin";
        }
        Matcher assignment = Pattern.compile("\\{[^{}]*\"user\"\\s*:\\s*\"" + Pattern.quote(username) + "\"[^{}]*}").matcher(file);
        return assignment.find() ? text(assignment.group(), "role") : "no admin role";
    }

    private static String text(String json, String key) {
        Matcher value = Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        return value.find() ? value.group(1) : "";
    }
}
