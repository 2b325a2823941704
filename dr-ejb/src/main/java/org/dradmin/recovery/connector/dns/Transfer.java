package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * What a server's copy of a zone (AXFR, RFC 5936) shows of names: those that have records of their own, and nothing
 * above them that would hide these from somebody who asks.
 */
final class Transfer {

    private final Name zone;
    private final Map<Name, List<Record>> records;
    private final boolean whole;
    private final Set<Name> hiding = new HashSet<>();
    private long serial;
    private int read;
    private int ends;

    private Transfer(Name zone, Map<Name, List<Record>> records, boolean whole) {
        this.zone = zone;
        this.records = records;
        this.whole = whole;
    }

    /**
     * Reads the zone and keeps all of it.
     *
     * @param most how many records it may have
     * @return nothing where the server does not hand it out, or it is too large
     */
    static Optional<Transfer> whole(Conversation server, Name zone, TSIG key, int most) throws NoAnswer {
        return new Transfer(zone, new HashMap<>(), true).read(server, key, most);
    }

    /** The same, but keeps of it only what these names need. */
    static Optional<Transfer> of(Conversation server, Name zone, TSIG key, int most, List<RecordMove> moves) throws NoAnswer {
        Map<Name, List<Record>> wanted = new HashMap<>(2 * moves.size());
        moves.forEach(move -> wanted.put(move.name(), new ArrayList<>(1)));
        return new Transfer(zone, wanted, false).read(server, key, most);
    }

    private Optional<Transfer> read(Conversation server, TSIG key, int most) throws NoAnswer {
        return server.transfer(zone, key, message -> take(message, most)) ? Optional.of(this) : Optional.empty();
    }

    /** Reads on, until the zone has ended or is of no use. */
    private Conversation.More take(Message message, int most) {
        if (message.getRcode() != Rcode.NOERROR) {
            return Conversation.More.NEVER;
        }
        for (Record record : message.getSection(Section.ANSWER)) {
            boolean soa = record.getType() == Type.SOA && record.getName().equals(zone);
            if (read++ == 0 && !soa || ends == 2) {
                return Conversation.More.NEVER;
            }
            if (soa) {
                ends++;
                serial = ((SOARecord) record).getSerial();
            }
            boolean hides = record.getType() == Type.DNAME || record.getType() == Type.NS && !record.getName().equals(zone);
            if (hides) {
                hiding.add(record.getName());
            }
            List<Record> wanted = whole ? records.computeIfAbsent(record.getName(), name -> new ArrayList<>(1)) : records.get(record.getName());
            if (wanted != null) {
                wanted.add(record);
            }
        }
        return ends == 2 ? Conversation.More.NO : read > most ? Conversation.More.NEVER : Conversation.More.YES;
    }

    /** The zone's serial (RFC 1035, section 3.3.13) as of this copy. */
    long serial() {
        return serial;
    }

    /** What is certain of these names. */
    Map<Name, Found> found(List<RecordMove> moves) {
        Map<Name, Found> found = new HashMap<>(2 * moves.size());
        for (RecordMove move : moves) {
            List<Record> own = records.getOrDefault(move.name(), List.of());
            // Without records it may be that a wildcard answers.
            if (!own.isEmpty() && !isHidden(move.name())) {
                found.put(move.name(), Found.of(move, own));
            }
        }
        return found;
    }

    private boolean isHidden(Name name) {
        for (Name above = name; !hiding.isEmpty() && above.labels() > zone.labels(); above = new Name(above, 1)) {
            if (hiding.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
