package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * What a server answers for one name.
 *
 * @param beside types of further records at the name, where a CNAME would have to stand alone
 * @param lines the records as text
 * @param trouble why nothing is known; null where it is
 */
record Found(Values values, Set<String> beside, List<String> lines, StepResult trouble) {

    private static final Set<String> MOVED = Set.of("A", "AAAA", "CNAME");
    private static final Set<String> MAY_STAND_BESIDE_A_CNAME = Set.of("RRSIG", "NSEC", "NSEC3", "KEY");

    /** Looks at every name of the moves, with as few waits as can be. */
    static Map<Name, Found> at(Conversation server, String zone, List<RecordMove> moves) throws NoAnswer {
        List<Record> questions = new ArrayList<>();
        moves.forEach(move -> questions.addAll(move.questions()));
        List<Message> answers = server.ask(questions);
        Map<Name, Found> found = new LinkedHashMap<>();
        int next = 0;
        for (RecordMove move : moves) {
            int count = move.questions().size();
            found.put(move.name(), of(move, answers.subList(next, next + count), server.server(), zone));
            next += count;
        }
        return found;
    }

    private static Found of(RecordMove move, List<Message> answers, String server, String zone) {
        List<Record> records = new ArrayList<>();
        for (Message answer : answers) {
            StepResult trouble = trouble(answer, move.name(), server, zone);
            if (trouble != null) {
                return new Found(Values.NONE, Set.of(), List.of(), trouble);
            }
            records.addAll(answer.getSection(Section.ANSWER));
        }
        return of(move, records);
    }

    /** What these records, not necessarily all of the name's own, say of it. */
    static Found of(RecordMove move, List<Record> records) {
        Set<Record> moved = new TreeSet<>();
        Set<String> beside = new TreeSet<>();
        List<String> lines = new ArrayList<>();
        Set<String> types = move.types();
        for (Record record : records) {
            String type = Type.string(record.getType());
            if (!record.getName().equals(move.name())) {
                // Where a CNAME leads, added for convenience.
                continue;
            }
            if (MOVED.contains(type) && (type.equals("CNAME") || types.contains(type))) {
                moved.add(record);
            } else if (move.bringsCname() && !MAY_STAND_BESIDE_A_CNAME.contains(type)) {
                beside.add(type);
            }
        }
        moved.forEach(record -> lines.add(UpdateMessage.line(record)));
        return new Found(Values.found(moved), beside, lines, null);
    }

    private static StepResult trouble(Message answer, Name name, String server, String zone) {
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return Verdict.of(rcode, server, zone);
        }
        return answer.getHeader().getFlag(Flags.AA) ? null : new Failed("The DNS server " + server + " does not answer for " + name.toString(true)
                + " with authority: the name is delegated, or the server does not serve the zone " + zone + ".");
    }

    boolean is(Values wanted) {
        return trouble == null && values.equals(wanted);
    }

    Map<String, Object> proof(String record, String server, long serial) {
        return Map.of("record", record, "server", server, "serial", serial, "records", lines);
    }
}
