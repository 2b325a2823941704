package org.dradmin.recovery.connector.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Update;

/** What is sent, beside what dnsjava makes and reads of the same. */
class UpdateMessageTest {

    private static final Name ZONE = Batch.name("example.test");
    private static final Values EAST = Values.of(Map.of("A", List.of("192.0.2.10", "192.0.2.11"), "AAAA", List.of("2001:db8::1")));
    private static final Values WEST = Values.of(Map.of("A", List.of("198.51.100.10")));
    private static final Values ELSEWHERE = Values.of(Map.of("CNAME", List.of("www.example.org")));

    private static RecordMove move(String name, Values from, Values to) {
        return new RecordMove(name, Batch.name(name), from, to);
    }

    private static void isAsDnsjavaHasIt(UpdateMessage message) throws IOException {
        Update update = new Update(ZONE);
        message.moves().forEach(move -> {
            move.prerequisites().forEach(record -> update.addRecord(record, Section.PREREQ));
            move.updates(message.ttl()).forEach(record -> update.addRecord(record, Section.UPDATE));
        });
        Message read = new Message(message.wire(4711));
        assertThat(read.getHeader().getID()).isEqualTo(4711);
        assertThat(read.getHeader().getOpcode()).isEqualTo(Opcode.UPDATE);
        for (int section = Section.ZONE; section <= Section.ADDITIONAL; section++) {
            assertThat(read.getSection(section)).isEqualTo(update.getSection(section));
        }
        assertThat(read.getSection(Section.UPDATE)).extracting(org.xbill.DNS.Record::getTTL)
                .isEqualTo(update.getSection(Section.UPDATE).stream().map(org.xbill.DNS.Record::getTTL).toList());
        assertThat(message.wire(4711)).hasSizeLessThanOrEqualTo(65535 - 700);
    }

    @Test
    void sendsWhatDnsjavaReads() throws IOException {
        isAsDnsjavaHasIt(new UpdateMessage(ZONE, 60, List.of(move("shop.example.test", EAST, WEST), move("a.b.c.example.test", WEST, ELSEWHERE),
                move("www.example.test", ELSEWHERE, EAST), move("example.test", EAST, WEST), move("new.example.test", Values.NONE, WEST)), 0));
    }

    @Test
    void fillsMessagesAndSplitsThemBeforeTheyAreTooLong() throws IOException {
        List<RecordMove> moves = IntStream.range(0, 3000).mapToObj(i -> move("shop" + i + ".example.test", EAST, WEST)).toList();
        List<UpdateMessage> messages = UpdateMessage.of(ZONE, 60, moves);
        assertThat(messages).hasSizeGreaterThan(1);
        assertThat(messages.stream().mapToInt(message -> message.moves().size()).sum()).isEqualTo(3000);
        assertThat(messages.get(0).wire(1)).as("a message is nearly full").hasSizeGreaterThan(64_000);
        for (UpdateMessage message : messages) {
            isAsDnsjavaHasIt(message);
        }
    }
}
