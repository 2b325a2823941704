package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * One name, what it points to and what it is to point to.
 *
 * @param record the name in words, without the last dot
 */
record RecordMove(String record, Name name, Values from, Values to) {

    /** What may stand at a host's name; a server drops a CNAME beside it silently, after having deleted what was there. */
    private static final Set<String> NEIGHBOURS = Set.of("A", "AAAA", "CAA", "HTTPS", "MX", "NS", "SRV", "SVCB", "TXT");

    RecordMove from(Values found) {
        return new RecordMove(record, name, found, to);
    }

    Set<String> types() {
        if (from.types().equals(to.types())) {
            return from.types();
        }
        Set<String> types = new TreeSet<>(from.types());
        types.addAll(to.types());
        return types;
    }

    /** Whether a CNAME comes where there was none: it must stand alone (RFC 1034, section 3.6.2). */
    boolean bringsCname() {
        return to.has("CNAME") && !from.has("CNAME");
    }

    /** Asks for everything the move touches; a CNAME comes as the answer for every other type too. */
    List<Record> questions() {
        Set<String> types = new TreeSet<>(types());
        if (types.size() > 1) {
            types.remove("CNAME");
        }
        if (bringsCname()) {
            types.add("ANY");
        }
        return types.stream().map(type -> Record.newRecord(name, Type.value(type), DClass.IN)).toList();
    }

    /** RFC 2136, section 2.4: each record set of the name is exactly what it was (2.4.2), or is not there (2.4.3). */
    List<Record> prerequisites() {
        Set<String> types = new TreeSet<>(types());
        if (bringsCname()) {
            types.addAll(NEIGHBOURS);
        }
        List<Record> all = new ArrayList<>();
        for (String type : types) {
            all.addAll(from.has(type) ? from.records(name, type, 0) : List.of(Record.newRecord(name, Type.value(type), DClass.NONE, 0)));
        }
        return all;
    }

    /** RFC 2136, section 2.5. What goes goes first: a CNAME beside other records would be dropped silently (3.4.2.2). */
    List<Record> updates(long ttl) {
        List<Record> all = new ArrayList<>();
        for (String type : from.types()) {
            all.add(Record.newRecord(name, Type.value(type), DClass.ANY, 0));
        }
        for (String type : to.types()) {
            all.addAll(to.records(name, type, ttl));
        }
        return all;
    }

    @Override
    public String toString() {
        return record + ": " + from + " -> " + to;
    }
}
