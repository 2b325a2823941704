package org.dradmin.recovery.connector.dns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Addresses that a plan does not move, since its values name no record of their type: an AAAA that goes on leading half
 * of the people to the region that is left. The plan may mean that, so it is said and nothing more.
 */
final class Staying {

    private Staying() {
    }

    /** What to add to what is seen of a name; nothing for a name where nothing stays. */
    static Map<Name, String> at(Conversation server, List<RecordMove> moves) throws NoAnswer {
        List<Record> questions = new ArrayList<>();
        for (RecordMove move : moves) {
            if (!move.from().has("CNAME") && !move.to().has("CNAME")) {
                List.of("A", "AAAA").stream().filter(type -> !move.types().contains(type))
                        .forEach(type -> questions.add(Record.newRecord(move.name(), Type.value(type), DClass.IN)));
            }
        }
        Map<Name, String> staying = new HashMap<>();
        List<Message> answers = server.ask(questions);
        for (int i = 0; i < questions.size(); i++) {
            Record question = questions.get(i);
            List<Record> own = answers.get(i).getSection(Section.ANSWER).stream()
                    .filter(record -> record.getName().equals(question.getName()) && record.getType() == question.getType()).toList();
            if (!own.isEmpty()) {
                staying.put(question.getName(), "; " + own.stream().map(Values::canonical).sorted().collect(Collectors.joining(", ",
                        Type.string(question.getType()) + " ", "")) + " stays, for the plan gives no value of this type");
            }
        }
        return staying;
    }
}
