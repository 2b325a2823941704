package org.dradmin.recovery.connector.dns;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dradmin.organization.DnsName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Address;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * What a name points to, by record type; each value in the one form in which it is compared. What is read from a server
 * may be empty, or mix a type with CNAME; what a plan says may not.
 */
public record Values(@JsonValue Map<String, Set<String>> byType) {

    static final Values NONE = new Values(Map.of());

    private static final Pattern ZEROS = Pattern.compile("\\b0(?::0)+\\b");

    /** @throws IllegalArgumentException with a sentence for the person who writes the plan */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Values of(Map<String, List<String>> given) {
        Map<String, Set<String>> byType = new TreeMap<>();
        given.forEach((type, values) -> {
            if (!List.of("A", "AAAA", "CNAME").contains(type)) {
                throw new IllegalArgumentException("\"" + type + "\" is no record type here: there are A, AAAA and CNAME.");
            }
            if (values == null || values.isEmpty()) {
                throw new IllegalArgumentException("The type " + type + " has no value: give at least one, or leave the type out.");
            }
            byType.put(type, values.stream().map(value -> canonical(type, value)).collect(Collectors.toCollection(TreeSet::new)));
        });
        if (byType.isEmpty()) {
            throw new IllegalArgumentException("A region needs values: A, AAAA or CNAME.");
        }
        if (byType.containsKey("CNAME") && (byType.size() > 1 || byType.get("CNAME").size() > 1)) {
            throw new IllegalArgumentException("A name with a CNAME has that one and no other record (RFC 1034, section 3.6.2).");
        }
        return new Values(byType);
    }

    /** Of the records of one name that a server answered with. */
    static Values found(Collection<Record> records) {
        Map<String, Set<String>> byType = new TreeMap<>();
        for (Record record : records) {
            byType.computeIfAbsent(Type.string(record.getType()), type -> new TreeSet<>()).add(canonical(record));
        }
        return new Values(byType);
    }

    private static String canonical(String type, String value) {
        int family = type.equals("A") ? Address.IPv4 : Address.IPv6;
        if (!type.equals("CNAME")) {
            byte[] bytes = value == null ? null : Address.toByteArray(value, family);
            if (bytes == null) {
                throw new IllegalArgumentException("\"" + value + "\" is no " + (family == Address.IPv4 ? "IPv4" : "IPv6") + " address, as "
                        + type + " needs one.");
            }
            return address(bytes);
        }
        try {
            return DnsName.of(String.valueOf(value).replaceAll("\\.$", "")) + ".";
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + value + "\" is no name for a CNAME to point to: " + e.getMessage() + ".", e);
        }
    }

    /** The value as it is compared and shown: lower case, IPv6 addresses as short as they go (RFC 5952). */
    static String canonical(Record record) {
        String text = record.rdataToString().toLowerCase(Locale.ROOT);
        if (record.getType() != Type.AAAA) {
            return text;
        }
        Optional<MatchResult> zeros = ZEROS.matcher(text).results().max(Comparator.comparingInt((MatchResult run) -> run.end() - run.start())
                .thenComparingInt(run -> -run.start()));
        return zeros.map(run -> (text.substring(0, run.start()) + "::" + text.substring(run.end())).replaceAll(":{3,}", "::")).orElse(text);
    }

    private static String address(byte[] bytes) {
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            return canonical(bytes.length == 4 ? new ARecord(Name.root, DClass.IN, 0, address) : new AAAARecord(Name.root, DClass.IN, 0, bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> types() {
        return byType.keySet();
    }

    boolean has(String type) {
        return byType.containsKey(type);
    }

    /** The records of a type, for a message. */
    List<Record> records(Name name, String type, long ttl) {
        List<Record> records = new ArrayList<>();
        for (String value : byType.getOrDefault(type, Set.of())) {
            records.add(record(name, type, ttl, value));
        }
        return records;
    }

    private static Record record(Name name, String type, long ttl, String value) {
        try {
            switch (type) {
                case "A":
                    return new ARecord(name, DClass.IN, ttl, Address.toByteArray(value, Address.IPv4));
                case "AAAA":
                    return new AAAARecord(name, DClass.IN, ttl, Address.toByteArray(value, Address.IPv6));
                default:
                    return new CNAMERecord(name, DClass.IN, ttl, Name.fromString(value));
            }
        } catch (TextParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code A 192.0.2.1, 192.0.2.2; AAAA 2001:db8::1}. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder();
        byType.forEach((type, values) -> words.append(words.isEmpty() ? "" : "; ").append(type).append(' ').append(String.join(", ", values)));
        return words.isEmpty() ? "no record" : words.toString();
    }
}
