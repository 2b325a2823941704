package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/**
 * What a server's copy of a zone (AXFR, RFC 5936) shows of names: those that have records of their own, and nothing
 * above them that would hide these from somebody who asks.
 */
final class Transfer {

    /** Records of the zone for each name looked for, beyond which asking is less work. */
    private static final int RECORDS = 8;

    private final Name zone;
    private final Map<Name, List<Record>> records = new HashMap<>();
    private final Set<Name> hiding = new HashSet<>();
    private int read;
    private int ends;

    private Transfer(Name zone, List<RecordMove> moves) {
        this.zone = zone;
        moves.forEach(move -> records.put(move.name(), new ArrayList<>(2)));
    }

    /**
     * Reads the zone.
     *
     * @return what is certain; nothing where the server does not hand it out, or it is too large
     */
    static Map<Name, Found> of(Conversation server, Name zone, TSIG key, List<RecordMove> moves) throws NoAnswer {
        Transfer transfer = new Transfer(zone, moves);
        boolean whole = server.transfer(zone, key, message -> transfer.take(message, RECORDS * moves.size()));
        return whole ? transfer.found(moves) : Map.of();
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
            ends += soa ? 1 : 0;
            boolean hides = record.getType() == Type.DNAME || record.getType() == Type.NS && !record.getName().equals(zone);
            if (hides) {
                hiding.add(record.getName());
            }
            List<Record> wanted = records.get(record.getName());
            if (wanted != null) {
                wanted.add(record);
            }
        }
        return ends == 2 ? Conversation.More.NO : read > most ? Conversation.More.NEVER : Conversation.More.YES;
    }

    private Map<Name, Found> found(List<RecordMove> moves) {
        Map<Name, Found> found = new HashMap<>();
        for (RecordMove move : moves) {
            List<Record> own = records.get(move.name());
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
