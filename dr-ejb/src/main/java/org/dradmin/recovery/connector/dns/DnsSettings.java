package org.dradmin.recovery.connector.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dradmin.organization.DnsName;

/**
 * How a plan sets the DNS connector up; {@code config/connectors.md} explains each key.
 *
 * @param zone the zone that is updated
 * @param server the one that takes its updates
 * @param servers the authoritative servers that are asked afterwards; empty: those of the zone's NS records
 * @param nsPort the port of the servers of the NS records
 * @param ttl of the records written, in seconds
 * @param answerSeconds for a connection, and for each answer
 * @param timeoutSeconds for one act with a batch
 * @param patienceSeconds for secondaries to follow
 * @param values by region code
 * @param domains by domain, for those whose values are not {@code values}
 * @param record the name of the record: {@code {domain}} and {@code {label}}, its first label, are filled in
 */
public record DnsSettings(String zone, NameServer server, List<NameServer> servers, Integer nsPort, TsigKey key, Integer ttl,
        Integer answerSeconds, Integer timeoutSeconds, Integer patienceSeconds, Map<String, Values> values,
        Map<String, Map<String, Values>> domains, String record) {

    private static final String DOMAIN = "{domain}";
    private static final String LABEL = "{label}";

    public DnsSettings {
        zone = name(needed(zone, "zone", "the DNS zone to update, as example.com"), "zone");
        needed(server, "server", "the DNS server that takes the zone's updates, as ns1.example.com:53");
        needed(key, "key", "the TSIG key that updates are signed with: name, algorithm and secret");
        servers = servers == null ? List.of() : List.copyOf(servers);
        nsPort = within(nsPort, NameServer.DNS, 1, 65535, "nsPort");
        ttl = within(ttl, 60, 1, 86400, "ttl");
        answerSeconds = within(answerSeconds, 10, 1, 60, "answerSeconds");
        timeoutSeconds = within(timeoutSeconds, 60, 2, 300, "timeoutSeconds");
        patienceSeconds = within(patienceSeconds, 120, 1, 3600, "patienceSeconds");
        values = values == null ? Map.of() : Map.copyOf(values);
        Map<String, Map<String, Values>> own = new LinkedHashMap<>();
        (domains == null ? Map.<String, Map<String, Values>>of() : domains)
                .forEach((domain, regions) -> own.put(name(domain, "domains"), Map.copyOf(regions)));
        domains = own;
        record = record == null ? DOMAIN : record;
        if (values.isEmpty() && domains.isEmpty()) {
            throw new IllegalArgumentException("The key \"values\" is missing: for each region's code what its records point to, as "
                    + "{\"us-east\": {\"A\": [\"192.0.2.10\"]}, \"us-west\": {\"A\": [\"198.51.100.10\"]}}.");
        }
        name(record.replace(DOMAIN, "domain.example").replace(LABEL, "label"), "record");
        if (!record.contains(DOMAIN) && !record.contains(LABEL) && !inside(record, zone)) {
            throw new IllegalArgumentException("The record " + record + " is not in the zone " + zone + ".");
        }
    }

    private static <T> T needed(T value, String key, String what) {
        if (value == null) {
            throw new IllegalArgumentException("The key \"" + key + "\" is missing: " + what + ".");
        }
        return value;
    }

    private static String name(String text, String key) {
        try {
            return DnsName.of(text.endsWith(".") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" in \"" + key + "\" is no DNS name: " + e.getMessage() + ".", e);
        }
    }

    private static int within(Integer value, int otherwise, int least, int most, String key) {
        int number = value == null ? otherwise : value;
        if (number < least || number > most) {
            throw new IllegalArgumentException("The key \"" + key + "\" takes a number from " + least + " to " + most + ", not " + number + ".");
        }
        return number;
    }

    static boolean inside(String name, String zone) {
        return name.endsWith(zone) && (name.length() == zone.length() || name.charAt(name.length() - zone.length() - 1) == '.');
    }

    Optional<Values> valuesOf(String domain, String region) {
        return Optional.ofNullable(domains.getOrDefault(domain, Map.of()).getOrDefault(region, values.get(region)));
    }

    /**
     * The name of a domain's record.
     *
     * @param domain a domain's name, or the one that stands for the organization
     * @throws IllegalArgumentException why it has none, as a sentence
     */
    String recordOf(String domain) {
        boolean filled = record.contains(DOMAIN) || record.contains(LABEL);
        if (filled && !domain.contains(".")) {
            throw new IllegalArgumentException("A DNS step for the whole organization needs the name of its record in \"record\".");
        }
        // A domain's own name is one already.
        String name = record.equals(DOMAIN) ? domain
                : name(filled ? record.replace(DOMAIN, domain).replace(LABEL, domain.substring(0, domain.indexOf('.'))) : record, "record");
        if (!inside(name, zone)) {
            throw new IllegalArgumentException("The record " + name + " is not in the zone " + zone + ".");
        }
        return name;
    }

    Duration answer() {
        return Duration.ofSeconds(answerSeconds);
    }

    Duration act() {
        return Duration.ofSeconds(timeoutSeconds);
    }
}
