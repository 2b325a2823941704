package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Header;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * One dynamic update (RFC 2136) of many names: the server carries out all of it or nothing.
 *
 * @param tries how often it was rejected although every name stood as expected
 */
record UpdateMessage(Name zone, long ttl, List<RecordMove> moves, int tries) {

    /** 64 KiB (RFC 1035, section 4.2.2), less what is neither a prerequisite nor an update: header, zone, signature. */
    private static final int ROOM = 65535 - 12 - 260 - 700;
    private static final byte[] NONE = {};

    /** As few messages as they fit into. */
    static List<UpdateMessage> of(Name zone, long ttl, List<RecordMove> moves) {
        List<UpdateMessage> messages = new ArrayList<>();
        List<RecordMove> some = new ArrayList<>();
        int length = 0;
        for (RecordMove move : moves) {
            int more = length(zone, move, ttl);
            if (length + more > ROOM) {
                messages.add(new UpdateMessage(zone, ttl, some, 0));
                some = new ArrayList<>();
                length = 0;
            }
            some.add(move);
            length += more;
        }
        if (!some.isEmpty()) {
            messages.add(new UpdateMessage(zone, ttl, some, 0));
        }
        return messages;
    }

    /** At most: the zone's name is written once and pointed to, everything else counts in full. */
    private static int length(Name zone, RecordMove move, long ttl) {
        int owner = move.name().length() - zone.length() + 2;
        return Stream.of(move.prerequisites(), move.updates(ttl)).flatMap(List::stream).mapToInt(record -> owner + 10 + data(record).length).sum();
    }

    /** A record that is not of the Internet's class speaks of others and has no data of its own (RFC 2136, section 2.4). */
    private static byte[] data(Record record) {
        return record.getDClass() == DClass.IN ? record.rdataToWireCanonical() : NONE;
    }

    /** The same for some of its names. */
    UpdateMessage of(List<RecordMove> some) {
        return new UpdateMessage(zone, ttl, some, some.size() == moves.size() ? tries + 1 : 0);
    }

    List<UpdateMessage> halves() {
        int middle = moves.size() / 2;
        return List.of(of(moves.subList(0, middle)), of(moves.subList(middle, moves.size())));
    }

    private List<Record> prerequisites() {
        return moves.stream().flatMap(move -> move.prerequisites().stream()).toList();
    }

    private List<Record> updates() {
        return moves.stream().flatMap(move -> move.updates(ttl).stream()).toList();
    }

    /**
     * As it is sent, but for the signature. dnsjava writes such a message as well, but looks for each record from the
     * start of its section, which takes it longer with a thousand names than it takes the server to carry them out.
     */
    byte[] wire(int id) {
        DNSOutput out = new DNSOutput(ROOM / 4);
        Header header = new Header(id);
        header.setOpcode(Opcode.UPDATE);
        out.writeByteArray(header.toWire());
        zone.toWire(out, null);
        out.writeU16(Type.SOA);
        out.writeU16(DClass.IN);
        List<Record> prerequisites = prerequisites();
        List<Record> updates = updates();
        prerequisites.forEach(record -> write(out, record));
        updates.forEach(record -> write(out, record));
        out.writeU16At(1, 4);
        out.writeU16At(prerequisites.size(), 6);
        out.writeU16At(updates.size(), 8);
        return out.toByteArray();
    }

    /** With a pointer to the zone's name behind the header (RFC 1035, section 4.1.4), below which every record is. */
    private void write(DNSOutput out, Record record) {
        Name name = record.getName();
        for (int label = 0; label < name.labels() - zone.labels(); label++) {
            out.writeByteArray(name.getLabel(label));
        }
        out.writeU16(0xC000 | Header.LENGTH);
        out.writeU16(record.getType());
        out.writeU16(record.getDClass());
        out.writeU32(record.getTTL());
        byte[] data = data(record);
        out.writeU16(data.length);
        out.writeByteArray(data);
    }

    /** Its sections as nsupdate shows them. */
    String text() {
        return ";; ZONE SECTION:\n" + zone + " IN SOA\n;; PREREQUISITE SECTION:\n" + lines(prerequisites())
                + "\n;; UPDATE SECTION:\n" + lines(updates());
    }

    private static String lines(List<Record> records) {
        return records.stream().map(UpdateMessage::line).collect(Collectors.joining("\n"));
    }

    /** {@code shop.example.com. 60 IN A 192.0.2.1}. */
    static String line(Record record) {
        String line = record.getName() + " " + record.getTTL() + " " + DClass.string(record.getDClass()) + " " + Type.string(record.getType());
        String value = Values.canonical(record);
        return value.isEmpty() ? line : line + " " + value;
    }
}
