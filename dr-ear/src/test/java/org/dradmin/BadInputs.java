package org.dradmin;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Requests that no caller should send, each with the answer that the wire contract gives it. */
final class BadInputs {

    static final String JSON = "application/json";
    private static final String ROLE = "/api/v1/iam/roles/Recovery%20operator";
    private static final String SET = "/api/v1/iam/resource-sets/Business%20continuity";

    private final List<Input> all = new ArrayList<>();

    /**
     * One request.
     *
     * @param body null for none
     * @param code the error code with its status, as in {@code 400 E0000001}
     */
    record Input(String what, String method, String path, byte[] body, String contentType, String code) {

        @Override
        public String toString() {
            return method + " " + (path.length() > 100 ? path.substring(0, 100) : path) + ": " + what;
        }
    }

    static Stream<Input> all() {
        BadInputs inputs = new BadInputs();
        inputs.methods();
        inputs.paths();
        inputs.bodies();
        inputs.values();
        inputs.ids();
        inputs.logs();
        return inputs.all.stream();
    }

    private void add(String what, String method, String path, byte[] body, String type, String code) {
        all.add(new Input(what, method, path, body, type, code));
    }

    private void add(String what, String method, String path, String body, String code) {
        add(what, method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), JSON, code);
    }

    private void methods() {
        List<String> reading = List.of("/api/v1/dr/status", "/api/v1/dr/status/hr.example.test", "/api/v1/logs", "/api/v1/iam/assignees/users", SET + "/bindings/x/members/y");
        for (String path : reading) {
            for (String method : List.of("PUT", "PATCH", "TRACE2", "POST")) {
                add("method", method, path, null, "405 E0000022");
            }
        }
        for (String path : List.of("/api/v1/dr/failover", "/api/v1/dr/failback")) {
            for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "TRACE2")) {
                add("method", method, path, null, "405 E0000022");
            }
        }
        for (String path : List.of("/api/v1/iam/roles", "/api/v1/iam/resource-sets", SET + "/bindings")) {
            for (String method : List.of("PUT", "DELETE", "PATCH")) {
                add("method", method, path, null, "405 E0000022");
            }
        }
        add("method", "PATCH", ROLE, null, "405 E0000022");
        add("method", "POST", SET, null, "405 E0000022");
        add("method", "PUT", ROLE + "/permissions", null, "405 E0000022");
    }

    private void paths() {
        for (String path : List.of("/api", "/api/", "/api/v1", "/api/v1/", "/api/v2/logs", "/api/v1/users", "/api/v1/dr", "/api/v1/dr/statusx", "/api/v1/dr/status/a/b",
                "/api/v1/dr/FAILOVER", "/api/v1/iam", "/api/v1/iam/role", "/api/v1/iam/assignees", "/api/v1/logs/1", "/api/application.wadl", "/api/openapi", "/api/v1/dr/operations",
                "/api/v1/iam/roles/a/b/c/d", "/api/v1/iam/resource-sets/a/b")) {
            for (String method : List.of("GET", "POST", "DELETE")) {
                add("no such path", method, path, null, "404 E0000008");
            }
        }
    }

    private void bodies() {
        List<String[]> taking = List.of(new String[] {"POST", "/api/v1/dr/failover"}, new String[] {"POST", "/api/v1/dr/failback"}, new String[] {"POST", "/api/v1/iam/roles"},
                new String[] {"PUT", ROLE}, new String[] {"POST", "/api/v1/iam/resource-sets"}, new String[] {"PUT", SET}, new String[] {"POST", SET + "/resources"},
                new String[] {"PATCH", SET + "/resources"}, new String[] {"POST", SET + "/bindings"}, new String[] {"PATCH", SET + "/bindings/Recovery%20operator/members"});
        for (String[] at : taking) {
            for (String malformed : List.of("{", "}", "{]", "{\"a\"}", "{'a': 1}", "{\"a\": 1,}", "[", "nul", "{\"a\": 01}", "{\"a\": NaN}", "{} {}", "{}x", "{\"a\": \"\\x\"}",
                    "\u0000", "{\"a\": \"\n\"}", "// x\n{}", "{\"domains\": [\"a\"], \"domains\": [\"b\"]}", "{\"label\": \"a\", \"label\": \"b\"}",
                    "{\"a\":".repeat(30) + "1" + "}".repeat(30), "[".repeat(5000))) {
                add("malformed " + abridged(malformed), at[0], at[1], malformed, "400 E0000003|400 E0000001");
            }
            for (String kind : List.of("[]", "3", "\"x\"", "true", "null", "1e400")) {
                add("another kind " + kind, at[0], at[1], kind, "400 E0000001");
            }
            add("unknown key", at[0], at[1], "{\"surprise\": 1}", "400 E0000001");
            add("unknown key", at[0], at[1], "{\"Domains\": [\"hr.example.test\"]}", "400 E0000001");
            for (String type : List.of("text/plain", "text/xml", "application/x-www-form-urlencoded", "multipart/form-data", "application/json; charset=utf-16", "application/jsonx", "x")) {
                add(type, at[0], at[1], "{\"a\": 1}".getBytes(StandardCharsets.UTF_8), type, "400 E0000021");
            }
            add("UTF-16", at[0], at[1], "{\"a\": 1}".getBytes(StandardCharsets.UTF_16), JSON, "400 E0000003");
            add("ISO-8859-1", at[0], at[1], "{\"a\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1), JSON, "400 E0000003");
            add("overlong UTF-8", at[0], at[1], new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}'}, JSON, "400 E0000003");
            add("surrogates in UTF-8", at[0], at[1], new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}, JSON, "400 E0000003");
            add("more than 1 MiB", at[0], at[1], ("{\"a\": \"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8), JSON, "400 E0000001");
        }
    }

    private static String abridged(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "..." : text;
    }

    private void values() {
        for (String path : List.of("/api/v1/dr/failover", "/api/v1/dr/failback")) {
            for (String domains : List.of("[]", "null", "\"hr.example.test\"", "{}", "3", "[3]", "[null]", "[\"\"]", "[\" \"]", "[[\"hr.example.test\"]]", "[\"nowhere.example.test\"]",
                    "[\"hr.example.test\", \"nowhere.example.test\"]", "[\"*\"]", "[\"hr.example.test' OR '1'='1\"]", "[\"%\"]", "[\"\\u0000\"]", "[\"" + "x".repeat(5000) + "\"]")) {
                add("domains " + abridged(domains), "POST", path, "{\"domains\": " + domains + "}", "400 E0000001");
            }
        }
        for (String role : List.of("{}", "{\"label\": null, \"permissions\": [\"okta.dr.read\"]}", "{\"label\": 3, \"permissions\": [\"okta.dr.read\"]}",
                "{\"label\": \"\", \"permissions\": [\"okta.dr.read\"]}", "{\"label\": \"x\"}", "{\"label\": \"x\", \"permissions\": \"okta.dr.read\"}", "{\"label\": \"x\", \"permissions\": []}",
                "{\"label\": \"x\", \"permissions\": [null]}", "{\"label\": \"x\", \"permissions\": [\"dr.settings.manage\"]}", "{\"label\": \"x\", \"permissions\": [\"OKTA.DR.READ\"]}",
                "{\"label\": \"" + "x".repeat(300) + "\", \"permissions\": [\"okta.dr.read\"]}", "{\"label\": \"Recovery operator\", \"permissions\": [\"okta.dr.read\"]}",
                "{\"label\": {\"a\": 1}, \"permissions\": [\"okta.dr.read\"]}", "{\"label\": \"a\\u0000b\", \"permissions\": [\"okta.dr.read\"]}",
                "{\"label\": \"\\ud83e\", \"permissions\": [\"okta.dr.read\"]}", "{\"label\": \"x\", \"description\": \"\\udd86\\ud83e\", \"permissions\": [\"okta.dr.read\"]}")) {
            add("role " + abridged(role), "POST", "/api/v1/iam/roles", role, "400 E0000001");
        }
        for (String set : List.of("{}", "{\"label\": \"x\"}", "{\"label\": \"x\", \"resources\": [\"x\"]}", "{\"label\": \"x\", \"resources\": \"x\"}", "{\"label\": \"x\", \"resources\": [3]}",
                "{\"label\": true, \"resources\": []}", "{\"label\": \"x\", \"resources\": [\"orn:okta:idp:other:logs\"]}", "{\"label\": \"x\", \"resources\": [\"\"]}")) {
            add("set " + set, "POST", "/api/v1/iam/resource-sets", set, "400 E0000001");
        }
        for (String binding : List.of("{}", "{\"role\": \"Recovery operator\"}", "{\"role\": \"Recovery operator\", \"members\": [\"x\"]}",
                "{\"role\": \"Recovery operator\", \"members\": \"/api/v1/users/x\"}", "{\"role\": 3, \"members\": []}", "{\"role\": \"Recovery operator\", \"members\": [3]}",
                "{\"role\": \"Recovery operator\", \"members\": [\"/api/v1/apps/x\"]}", "{\"role\": \"a\\u0000\", \"members\": [\"/oauth2/v1/clients/powerless\"]}",
                "{\"role\": \"Recovery operator\", \"members\": [\"https://elsewhere.example.test/oauth2/v1/clients/powerless\"]}",
                "{\"role\": \"Recovery operator\", \"members\": [\"/oauth2/v1/clients/a\\u0000\"]}")) {
            add("binding " + binding, "POST", SET + "/bindings", binding, "400 E0000001");
        }
    }

    private void ids() {
        // Not here: %00 in a path, which the server itself refuses (400, no body) before any application is asked.
        for (String odd : List.of("nothing", "%20", "%27", "%22", "%01", "%2e%2e", "a%0d%0ab", "%F0%9F%92%A5", "%25", "a*b", "-", "_", "null", "undefined", "0", "-1", "x".repeat(1000),
                "%3Cscript%3E", "1%20OR%201=1", "%E2%80%AE")) {
            for (String path : List.of("/api/v1/dr/status/", "/api/v1/dr/operations/", "/api/v1/iam/roles/", "/api/v1/iam/resource-sets/", SET + "/bindings/", SET + "/resources/")) {
                add("id", "GET", path + odd, null, "404 E0000007|404 E0000008|400 E0000001");
            }
            add("id", "DELETE", "/api/v1/iam/roles/" + odd, null, "404 E0000007|404 E0000008|400 E0000001");
            add("id", "DELETE", "/api/v1/iam/resource-sets/" + odd, null, "404 E0000007|404 E0000008|400 E0000001");
        }
        for (String limit : List.of("0", "201", "x", "%D9%A1", "-1")) {
            add("limit", "GET", "/api/v1/iam/assignees/users?limit=" + limit, null, "400 E0000001");
        }
        for (String after : List.of("%00", "%ED%A0%80", "a%20b", "'", "x".repeat(65))) {
            add("after", "GET", "/api/v1/iam/assignees/users?after=" + after, null, "400 E0000001");
        }
        add("permission", "POST", ROLE + "/permissions/okta.nothing", null, "400 E0000001|404 E0000007");
        add("permission", "POST", ROLE + "/permissions/dr.settings.manage", null, "400 E0000001|404 E0000007");
    }

    private void logs() {
        for (String limit : List.of("-1", "1001", "x", "1.5", "1e2", "99999999999999999999", "%20", "0x10", "%D9%A1", "NaN")) {
            add("limit", "GET", "/api/v1/logs?limit=" + limit, null, "400 E0000001");
        }
        for (String date : List.of("x", "2026", "2026-13-01T00:00:00.000Z", "2026-02-30T00:00:00Z", "2026-01-01", "yesterday", "1700000000", "2026-01-01T25:00:00Z", "%00", "99999-01-01T00:00:00Z")) {
            add("since", "GET", "/api/v1/logs?since=" + date, null, "400 E0000001");
            add("until", "GET", "/api/v1/logs?until=" + date, null, "400 E0000001");
        }
        add("since after until", "GET", "/api/v1/logs?since=2026-02-01T00:00:00Z&until=2026-01-01T00:00:00Z", null, "400 E0000001");
        for (String odd : List.of("x", "%00", "-1", "AAAA", "..%2F", "0")) {
            add("after", "GET", "/api/v1/logs?after=" + odd + "!", null, "400 E0000001");
        }
        add("sortOrder", "GET", "/api/v1/logs?sortOrder=SIDEWAYS", null, "400 E0000001");
        add("eleven words", "GET", "/api/v1/logs?q=a+b+c+d+e+f+g+h+i+j+k", null, "400 E0000031");
        add("a long word", "GET", "/api/v1/logs?q=" + "x".repeat(41), null, "400 E0000031");
        for (String filter : List.of("eventType", "eventType%20eq", "eventType%20is%20%22x%22", "nothing%20eq%20%22x%22", "EVENTTYPE%20eq%20%22x%22", "eventType%20eq%20x", "eventType%20eq%20'x'",
                "(eventType%20eq%20%22x%22", "eventType%20eq%20%22x%22)", "not%20eventType%20pr", "eventType%20eq%20%22x", "published%20gt%20%222026-01-01T00:00:00Z%22", "target%5Bid%20eq%20%22x%22%5D",
                "eventType%20eq%20%22x%22%20and", "and", "%28%29", "%28".repeat(500), "eventType%20eq%20%22%5Cx%22", "eventType%20pr%20%22x%22", "1%20eq%201", "%00",
                "eventType%20eq%20%22x%22%20xor%20eventType%20pr", "actor.%20pr", "actor.nothing%20pr", "eventType%20eq%20%7B%7D", "eventType%20eq%20%5B%22x%22%5D", "outcome.result%20in%20%5B%22x%22%5D", "--", ";DROP%20TABLE%20log_event")) {
            add("filter", "GET", "/api/v1/logs?filter=" + filter, null, "400 E0000053");
        }
    }
}
