package org.dradmin.organization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One value of the organization file with its place. Reading it strictly is asking it for what is expected there: what
 * does not fit becomes a fault at this place, and reading goes on, so that all faults of a file are told at once. What
 * a faulty part answers is empty and must not be used for anything but further checks.
 */
public final class FilePart {

    private enum Gap { ABSENT, SPOILED }

    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_.-]*)}|\\$\\{");
    /** Control characters, halves of characters, and those that turn the writing direction of what follows. */
    static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    /** What all parts of a file share: where faults go, and what {@code ${NAME}} stands for. */
    record Document(Collection<FileFault> faults, Function<String, Optional<String>> references) {
    }

    private final Document document;
    private final int line;
    private final int column;
    private final String pointer;
    private final Object value;

    /** @param value a map of parts, a list of parts, a String, Boolean, Number or null */
    FilePart(Document document, int line, int column, String pointer, Object value) {
        this.document = document;
        this.line = line;
        this.column = column;
        this.pointer = pointer;
        this.value = value;
    }

    /** Expects an object with no keys but these. */
    public FilePart object(String... keys) {
        if (!(value instanceof Map<?, ?> members)) {
            expect("an object");
            return this;
        }
        Set<String> known = Set.of(keys);
        members.forEach((key, part) -> {
            if (!known.contains(key)) {
                ((FilePart) part).fault("This key is not known here. Known are " + Arrays.stream(keys).collect(Collectors.joining(", ")) + ".");
            }
        });
        return this;
    }

    /** The members of an object whose keys are data; expects an object unless it is absent. */
    public Map<String, FilePart> members() {
        if (value instanceof Map<?, ?>) {
            @SuppressWarnings("unchecked")
            Map<String, FilePart> members = (Map<String, FilePart>) value;
            return members;
        }
        if (value != Gap.ABSENT) {
            expect("an object");
        }
        return Map.of();
    }

    /** The member of that name; where there is none, a part that says so when something is asked of it. */
    public FilePart get(String key) {
        Object found = value instanceof Map<?, ?> members ? members.get(key) : Gap.SPOILED;
        return found instanceof FilePart part ? part
                : new FilePart(document, line, column, pointer + "/" + escape(key), found == null ? Gap.ABSENT : found);
    }

    public boolean isPresent() {
        return !(value instanceof Gap);
    }

    /** Whether a text stands here that says there is nothing. */
    public boolean isEmptyText() {
        return "".equals(value);
    }

    /** Expects a list, which may be absent. */
    public List<FilePart> items() {
        if (value instanceof List<?>) {
            @SuppressWarnings("unchecked")
            List<FilePart> items = (List<FilePart>) value;
            return items;
        }
        if (value != Gap.ABSENT) {
            expect("a list");
        }
        return List.of();
    }

    /** Expects a list with something in it. */
    public List<FilePart> someItems(String ofWhat) {
        List<FilePart> items = items();
        if (items.isEmpty() && (value == Gap.ABSENT || value instanceof List<?>)) {
            fault("At least one " + ofWhat + " is needed here.");
        }
        return items;
    }

    /** Expects a text of one line, its references replaced; empty where there is a fault. */
    public String text(int most) {
        String text = secret(most);
        if (!text.equals(text.strip())) {
            fault("This text begins or ends with a space.");
            return "";
        }
        return text;
    }

    /** As {@link #text(int)}, for what may be absent. */
    public String text(int most, String otherwise) {
        return value == Gap.ABSENT ? otherwise : text(most);
    }

    /** As {@link #text(int)}, with spaces wherever they are; no fault ever shows the value. */
    public String secret(int most) {
        if (!(value instanceof String raw)) {
            expect("a text");
            return "";
        }
        Optional<String> replaced = replaceReferences(raw);
        if (replaced.isEmpty()) {
            return "";
        }
        String text = replaced.get();
        String reason = text.isBlank() ? "This text is empty."
                : UNFIT.matcher(text).find() ? "This text holds a control character."
                : text.length() > most ? "This text is too long: " + text.length() + " characters; at most " + most + " are possible." : null;
        if (reason != null) {
            fault(reason);
        }
        return reason == null ? text : "";
    }

    /** Expects true or false. */
    public boolean flag() {
        if (value instanceof Boolean flag) {
            return flag;
        }
        expect("true or false");
        return false;
    }

    /** As {@link #flag()}, for what may be absent. */
    public boolean flag(boolean otherwise) {
        return value == Gap.ABSENT ? otherwise : flag();
    }

    /** Expects a whole number within bounds, which may be absent. */
    public int integer(int least, int most, int otherwise) {
        if (value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0
                && number.compareTo(BigDecimal.valueOf(least)) >= 0 && number.compareTo(BigDecimal.valueOf(most)) <= 0) {
            return number.intValue();
        }
        if (value != Gap.ABSENT) {
            fault("Here a whole number from " + least + " to " + most + " is needed.");
        }
        return otherwise;
    }

    /** The value as it stands in the file, references unreplaced, for those who read it by a library; null where absent. */
    public JsonNode json() {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (value instanceof Map<?, ?> members) {
            ObjectNode object = make.objectNode();
            members.forEach((key, part) -> object.set((String) key, ((FilePart) part).json()));
            return object;
        }
        if (value instanceof List<?> items) {
            ArrayNode array = make.arrayNode();
            items.forEach(part -> array.add(((FilePart) part).json()));
            return array;
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                    ? make.numberNode(number.intValue()) : make.numberNode(number);
        }
        return value instanceof String text ? make.textNode(text) : value instanceof Boolean flag ? make.booleanNode(flag)
                : value == null ? make.nullNode() : null;
    }

    /** Says what is wrong at this place. */
    public void fault(String reason) {
        document.faults().add(new FileFault(line, column, pointer, reason));
    }

    /** The value as it stands in the file, references unreplaced, for a fault to quote; never ask it of a secret. */
    public String quoted() {
        String text = String.valueOf(value);
        return "\"" + UNFIT.matcher(text.length() <= 100 ? text : text.substring(0, 100) + "…").replaceAll("?") + "\"";
    }

    private void expect(String expected) {
        if (value == Gap.ABSENT) {
            fault("This is missing: " + expected + " is needed here.");
        } else if (value != Gap.SPOILED) {
            fault("Here stands " + kind() + " where " + expected + " is needed.");
        }
    }

    private String kind() {
        return value instanceof Map<?, ?> ? "an object" : value instanceof List<?> ? "a list" : value instanceof String ? "a text"
                : value instanceof Boolean ? "true or false" : value instanceof Number ? "a number" : "null";
    }

    /** Empty where a reference has no value or is not one, which is a fault then. */
    private Optional<String> replaceReferences(String raw) {
        StringBuilder text = new StringBuilder();
        boolean whole = true;
        Matcher found = REFERENCE.matcher(raw);
        while (found.find()) {
            String name = found.group(1);
            Optional<String> value = found.group().equals("$${") ? Optional.of("${")
                    : name == null ? Optional.empty() : document.references().apply(name);
            if (value.isEmpty()) {
                whole = false;
                fault(name == null ? "A reference is written ${NAME}; where the characters themselves are meant, write $${ for ${."
                        : "The reference ${" + name + "} has no value: set the environment variable " + name + ".");
            }
            found.appendReplacement(text, Matcher.quoteReplacement(value.orElse("")));
        }
        return whole ? Optional.of(found.appendTail(text).toString()) : Optional.empty();
    }

    /** RFC 6901, section 3. */
    static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
