package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * One dynamic update (RFC 2136) of many names: the server carries out all of it or nothing.
 *
 * @param tries how often it was rejected although every name stood as expected
 */
record UpdateMessage(Name zone, long ttl, List<RecordMove> moves, int tries) {

    /** 64 KiB (RFC 1035, section 4.2.2), less what is neither a prerequisite nor an update: header, zone, signature. */
    private static final int ROOM = 65535 - 12 - 260 - 700;

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
        int length = 0;
        for (Record record : both(move.prerequisites(), move.updates(ttl))) {
            length += owner + 10 + (record.getDClass() == DClass.IN ? record.rdataToWireCanonical().length : 0);
        }
        return length;
    }

    private static List<Record> both(List<Record> some, List<Record> others) {
        List<Record> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    /** The same for some of its names. */
    UpdateMessage of(List<RecordMove> some) {
        return new UpdateMessage(zone, ttl, some, some.size() == moves.size() ? tries + 1 : 0);
    }

    List<UpdateMessage> halves() {
        int middle = moves.size() / 2;
        return List.of(of(moves.subList(0, middle)), of(moves.subList(middle, moves.size())));
    }

    Update message() {
        Update update = new Update(zone);
        for (RecordMove move : moves) {
            move.prerequisites().forEach(record -> update.addRecord(record, Section.PREREQ));
            move.updates(ttl).forEach(record -> update.addRecord(record, Section.UPDATE));
        }
        return update;
    }

    /** Its sections as nsupdate shows them. */
    String text() {
        Update update = message();
        return ";; ZONE SECTION:\n" + zone + " IN SOA\n;; PREREQUISITE SECTION:\n" + lines(update.getSection(Section.PREREQ))
                + "\n;; UPDATE SECTION:\n" + lines(update.getSection(Section.UPDATE));
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
