package org.dradmin.systemlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dradmin.TestContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters against the database and, at random, against an evaluator that knows neither the parser nor SQL. */
class LogConditionTest {

    private static final List<String> WORDS = List.of("", "a", "A", "ab", "b%", "%", "_", "a_b", "!", "x!%", "\"", "'", "\\", "it's", "ünï", "and", "(", "🦆", "a b");

    private static TestContainer world;
    private static List<LogEvent> events;

    @BeforeAll
    static void write() {
        world = TestContainer.onDerby();
        Random random = new Random(4711);
        for (int i = 0; i < 60; i++) {
            Actor actor = new Actor(word(random), random.nextBoolean() ? "User" : "PublicClientApp", word(random), word(random));
            Client client = new Client(actor, random.nextInt(3) == 0 ? null : "192.0.2." + random.nextInt(3), random.nextBoolean() ? null : word(random),
                    random.nextBoolean() ? null : word(random), word(random));
            Entry entry = Entry.of(EventType.values()[random.nextInt(4)]);
            for (int t = random.nextInt(4); t > 0; t--) {
                entry.on(new Target(word(random), "User", word(random), random.nextBoolean() ? null : word(random), Map.of()));
            }
            entry.fact("one", random.nextBoolean() ? null : word(random)).fact("two_2", word(random));
            if (random.nextBoolean()) {
                entry.failed(random.nextBoolean() ? null : word(random));
            }
            try (var bound = Client.bind(client)) {
                world.get(SystemLog.class).writeApart(entry);
            }
        }
        world.get(LogSequencer.class).bring();
        events = world.inTransaction(() -> world.em().createQuery("SELECT e FROM LogEvent e", LogEvent.class).getResultList());
    }

    @AfterAll
    static void end() {
        world.close();
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static List<String> found(String filter) {
        return world.inTransaction(() -> LogQuery.ALL.condition(LogCondition.parse(filter)).in(world.em(), null).getResultList().stream()
                .map(LogEvent::getUuid).sorted().toList());
    }

    private static List<String> expected(Predicate<LogEvent> wanted) {
        return events.stream().filter(wanted).map(LogEvent::getUuid).sorted().toList();
    }

    /** A filter as people write it and, beside it, what it means. */
    private record Meaning(String text, Predicate<LogEvent> holds) { }

    private static final Map<String, Function<LogEvent, List<String>>> FIELDS = Map.ofEntries(
            Map.entry("uuid", one(LogEvent::getUuid)), Map.entry("eventType", one(LogEvent::getEventType)), Map.entry("severity", one(LogEvent::getSeverity)),
            Map.entry("displayMessage", one(LogEvent::getDisplayMessage)), Map.entry("actor.id", one(e -> e.getActor().id())),
            Map.entry("actor.type", one(e -> e.getActor().type())), Map.entry("actor.alternateId", one(e -> e.getActor().name())),
            Map.entry("actor.displayName", one(e -> e.getActor().displayName())), Map.entry("client.ipAddress", one(LogEvent::getClientAddress)),
            Map.entry("client.userAgent.rawUserAgent", one(LogEvent::getUserAgent)), Map.entry("transaction.id", one(LogEvent::getTransactionId)),
            Map.entry("authenticationContext.externalSessionId", one(LogEvent::getSessionId)), Map.entry("outcome.result", one(e -> e.getOutcome().name())),
            Map.entry("outcome.reason", one(LogEvent::getOutcomeReason)), Map.entry("request.ipChain.ip", one(LogEvent::getClientAddress)), Map.entry("version", one(e -> "0")),
            Map.entry("legacyEventType", one(e -> null)), Map.entry("client.geographicalContext.country", one(e -> null)),
            Map.entry("transaction.type", one(e -> e.getClientAddress() == null ? "JOB" : "WEB")),
            Map.entry("debugContext.debugData.one", one(e -> e.getDebugData().get("one"))), Map.entry("debugContext.debugData.two_2", one(e -> e.getDebugData().get("two_2"))),
            Map.entry("target.id", each(Target::id)), Map.entry("target.type", each(Target::type)),
            Map.entry("target.alternateId", each(Target::alternateId)), Map.entry("target.displayName", each(Target::displayName)));

    private static Function<LogEvent, List<String>> one(Function<LogEvent, String> field) {
        return event -> Stream.of(event).map(field).filter(Objects::nonNull).toList();
    }

    private static Function<LogEvent, List<String>> each(Function<Target, String> field) {
        return event -> event.getTargets().stream().map(field).filter(Objects::nonNull).toList();
    }

    private static Meaning random(Random random, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return comparison(random);
        }
        Meaning left = random(random, depth - 1);
        return switch (random.nextInt(4)) {
            case 0 -> new Meaning(cased(random, "not") + " (" + left.text + ")", left.holds.negate());
            case 1 -> new Meaning("(" + left.text + ")", left.holds);
            default -> {
                Meaning right = random(random, depth - 1);
                boolean both = random.nextBoolean();
                yield new Meaning("(" + left.text + ") " + cased(random, both ? "and" : "or") + " (" + right.text + ")",
                        both ? left.holds.and(right.holds) : left.holds.or(right.holds));
            }
        };
    }

    private static Meaning comparison(Random random) {
        List<String> names = FIELDS.keySet().stream().sorted().toList();
        String name = names.get(random.nextInt(names.size()));
        Function<LogEvent, List<String>> field = FIELDS.get(name);
        String operator = List.of("eq", "ne", "sw", "pr", "co", "ew", "gt", "ge", "lt", "le").get(random.nextInt(name.startsWith("debugContext") ? 4 : 10));
        if (operator.equals("pr")) {
            return new Meaning(name + " " + cased(random, "pr"), event -> !field.apply(event).isEmpty());
        }
        List<String> known = events.stream().flatMap(event -> field.apply(event).stream()).sorted().toList();
        String value = random.nextInt(3) > 0 && !known.isEmpty() ? known.get(random.nextInt(known.size())) : word(random);
        Predicate<String> test = switch (operator) {
            case "eq", "ne" -> value::equals;
            case "co" -> text -> text.contains(value);
            case "sw" -> text -> text.startsWith(value);
            case "ew" -> text -> text.endsWith(value);
            case "gt" -> text -> text.compareTo(value) > 0;
            case "ge" -> text -> text.compareTo(value) >= 0;
            case "lt" -> text -> text.compareTo(value) < 0;
            default -> text -> text.compareTo(value) <= 0;
        };
        Predicate<LogEvent> any = event -> field.apply(event).stream().anyMatch(test);
        return new Meaning(name + " " + cased(random, operator) + " " + json(value), operator.equals("ne") ? any.negate() : any);
    }

    private static String cased(Random random, String operator) {
        return random.nextBoolean() ? operator : operator.toUpperCase(java.util.Locale.ROOT);
    }

    private static String json(String value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void meansWhatItSaysForAThousandRandomFilters() {
        Random random = new Random(42);
        int selective = 0;
        for (int i = 0; i < 1000; i++) {
            Meaning meaning = random(random, 3);
            List<String> wanted = expected(meaning.holds);
            assertThat(found(meaning.text)).as(meaning.text).isEqualTo(wanted);
            selective += wanted.isEmpty() || wanted.size() == events.size() ? 0 : 1;
        }
        assertThat(selective).as("filters that tell events apart").isGreaterThan(300);
    }

    @Test
    void knowsWhatTheContractHasAndThisProductNever() {
        assertThat(found("securityContext.isProxy eq true or client.geographicalContext.geolocation.lat gt 5")).isEmpty();
        assertThat(found("securityContext.isProxy ne true and legacyEventType eq null")).hasSize(events.size());
        assertThat(found("authenticationContext.authenticationStep eq 0")).hasSize(events.size());
        assertThat(found("debugContext.debugData.one eq null")).isEqualTo(expected(e -> !e.getDebugData().containsKey("one")));
        assertThat(found("debugContext.debugData.one ne null")).isEqualTo(expected(e -> e.getDebugData().containsKey("one")));
    }

    @Test
    void bindsAndBeforeOr() {
        String a = events.get(0).getUuid();
        assertThat(found("uuid eq \"" + a + "\" or uuid pr and severity eq \"NONE\"")).containsExactly(a);
        assertThat(found("(uuid eq \"" + a + "\" or uuid pr) and severity eq \"NONE\"")).isEmpty();
    }

    @Test
    void readsStringsAsJson() {
        assertThat(found("actor.type eq \"\\u0055ser\"")).isEqualTo(expected(e -> e.getActor().type().equals("User")));
        assertThat(found("client.ipAddress eq null")).isEqualTo(expected(e -> e.getClientAddress() == null));
        assertThat(found("client.ipAddress ne null")).isEqualTo(expected(e -> e.getClientAddress() != null));
        assertThat(found("target.id eq null")).isEqualTo(expected(e -> e.getTargets().isEmpty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"actor.name eq \"x\"|The field actor.name at position 0", "eventType pr and EventType eq \"x\"|The field EventType at position 17",
        "published gt \"2026\"|published at position 0 is not filtered by; since and until do that", "target[id eq \"x\"]|[ ] at position 6", "eventType eq x|position 13",
        "eventType eq|position 12", "eventType foo \"x\"|Unrecognized attribute operator 'foo' at position 14", "not eventType pr|position 4", "eventType eq 1|text in quotes",
        "eventType eq true|text in quotes", "eventType gt null|text in quotes", "(eventType pr|Unexpected end of the filter at position 13", "eventType pr)|position",
        "debugContext.debugData.x co \"a\"|at position 0 is compared by eq, ne, sw and pr only", "debugContext.debugData.x\"y pr|position", "eventType eq [\"x\"]|position 13",
        "eventType eq {\"x\": 1}|position 13", "outcome.result in [\"x\"]|position", "eventType eq \"published pr\" and published pr|published at position 32",
        "eventType eq \"x\" and eventType eq 5|eventType at position 21", "eventType eq \"a\\\"b\" or (xeventType pr)|xeventType at position 24"})
    void saysWhatIsWrongAndWhere(String filter, String reason) {
        assertThatThrownBy(() -> LogCondition.parse(filter)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"", "eq", "\u0000", "eventType eq \"", "and", "not", "()", "eventType", "\ud800", "eventType eq \"x\" or", "x' OR 1=1 --",
        "eventType eq []", "eventType eq {}", "eventType in [1]", "eventType\neq \"x\"", "a[b eq {}]"})
    void refusesWhatIsNoFilterWithoutShowingItsInside(String filter) {
        assertThatThrownBy(() -> LogCondition.parse(filter)).isInstanceOf(IllegalArgumentException.class)
                .satisfies(fault -> assertThat(fault.getMessage()).doesNotContain("Exception", "Source", "\n", "jackson", "class ", "unboundid").containsPattern("at position \\d+"));
    }

    @Test
    void refusesFiltersThatWouldExhaustTheServer() {
        String deep = "(".repeat(51) + "uuid pr" + ")".repeat(51);
        assertThatThrownBy(() -> LogCondition.parse(deep)).hasMessageContaining("nested too deeply");
        assertThat(found("(".repeat(50) + "uuid pr" + ")".repeat(50))).hasSize(events.size());
        assertThatThrownBy(() -> LogCondition.parse("uuid eq \"" + "x".repeat(4000) + "\"")).hasMessageContaining("at most 4000");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            many.add("uuid eq \"" + i + "\"");
        }
        assertThatThrownBy(() -> LogCondition.parse(many.stream().collect(Collectors.joining(" or ")))).hasMessageContaining("more than 100 times");
    }
}
