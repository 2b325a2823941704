package org.dradmin.recovery.connector.dns;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.dradmin.recovery.connector.Reach;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.Type;

/**
 * A TCP connection to one DNS server (RFC 7766), for one act. TCP because it tells a server that is not there from one
 * that does not answer, and carries messages of every size. Many questions are sent before their answers are read.
 * It ends with the first answer that is late: what comes afterwards has nobody left to be taken by.
 *
 * <p>dnsjava's own connections are not used: they live in a thread and a pool that outlast an undeployed application,
 * and a late answer there meets whatever is sent next.
 */
final class Conversation implements AutoCloseable {

    /** Bytes of questions sent at once: what the network takes in while the server is not reading. */
    private static final int AT_ONCE = 32 * 1024;
    /** Where a message's header has it (RFC 1035, section 4.1.1). */
    private static final int ADDITIONAL_COUNT = 10;
    private static final int MOST_OF_A_SIGNATURE = 700;

    private final String server;
    private final Socket socket;
    private final Deadline deadline;
    private final DataInputStream in;
    private int lastId = ThreadLocalRandom.current().nextInt(65536);

    private Conversation(String server, Socket socket, Deadline deadline) throws IOException {
        this.server = server;
        this.socket = socket;
        this.deadline = deadline;
        this.in = new DataInputStream(new BufferedInputStream(new Acknowledging(socket), 65536));
    }

    /** @throws Reach.OutOfReach where the plan may not go */
    static Conversation with(NameServer server, Reach reach, Deadline deadline) throws NoAnswer {
        NoAnswer last = null;
        for (InetSocketAddress address : reach.open(server.host(), server.port())) {
            Socket socket = new Socket();
            try {
                // A connect without a time-out would wait for minutes.
                socket.connect(address, Math.max(1, deadline.millis()));
                socket.setTcpNoDelay(true);
                return new Conversation(server.toString(), socket, deadline);
            } catch (IOException e) {
                close(socket);
                last = new NoAnswer("The DNS server " + server + " cannot be reached (" + address.getAddress().getHostAddress() + ": "
                        + (e instanceof SocketTimeoutException ? "no connection in time" : e.getMessage()) + ").", true);
            }
        }
        throw last;
    }

    String server() {
        return server;
    }

    /** The answers in the order of the questions. */
    List<Message> ask(List<Record> questions) throws NoAnswer {
        List<Message> answers = new ArrayList<>(questions.size());
        while (answers.size() < questions.size()) {
            answers.addAll(askAtOnce(questions.subList(answers.size(), questions.size())));
        }
        return answers;
    }

    /** The answers to the first of the questions, as many as go at once. */
    private List<Message> askAtOnce(List<Record> questions) throws NoAnswer {
        int firstId = lastId + 1;
        int count = 0;
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (count < questions.size() && all.size() < AT_ONCE) {
            frame(all, query(questions.get(count++)).toWire());
        }
        send(all.toByteArray());
        Message[] answers = new Message[count];
        for (int i = 0; i < answers.length; i++) {
            Message answer = parsed(read());
            // Answers come in any order (RFC 7766, section 7).
            int place = (answer.getHeader().getID() - firstId) & 0xFFFF;
            if (place >= answers.length || answers[place] != null || !isOf(answer, questions.get(place))) {
                throw new NoAnswer("The DNS server " + server + " sent an answer to something else than what it was asked.", false);
            }
            answers[place] = answer;
        }
        return List.of(answers);
    }

    /** Without recursion: what the server itself knows. */
    private Message query(Record question) {
        Message query = Message.newQuery(question);
        query.getHeader().setID(++lastId & 0xFFFF);
        query.getHeader().unsetFlag(Flags.RD);
        return query;
    }

    private static boolean isOf(Message answer, Record question) {
        Record repeated = answer.getQuestion();
        return answer.getHeader().getFlag(Flags.QR) && (repeated == null
                || repeated.getType() == question.getType() && repeated.getName().equals(question.getName()));
    }

    /** Asks one thing, signed. */
    Signed ask(Record question, TSIG key) throws NoAnswer {
        Message query = query(question);
        return answer(query, sendSigned(query, query.toWire(), key), key);
    }

    /** Sends an update, signed, and waits for its answer. */
    Signed tell(UpdateMessage update, TSIG key) throws NoAnswer {
        Message message = new Message(++lastId & 0xFFFF);
        message.getHeader().setOpcode(Opcode.UPDATE);
        return answer(message, sendSigned(message, update.wire(message.getHeader().getID()), key), key);
    }

    private Signed answer(Message message, TSIGRecord sent, TSIG key) throws NoAnswer {
        byte[] wire = read();
        Message answer = parsed(wire);
        if (answer.getHeader().getID() != message.getHeader().getID() || !answer.getHeader().getFlag(Flags.QR)
                || answer.getHeader().getOpcode() != message.getHeader().getOpcode()) {
            throw new NoAnswer("The DNS server " + server + " sent an answer to something else than what it was sent.", false);
        }
        return new Signed(answer, key.verify(answer, wire, sent));
    }

    /** What is still to come of a zone: more, no more, or nothing that would be of use. */
    enum More { YES, NO, NEVER }

    /**
     * Asks for a copy of the zone, signed; every message of the answer must be signed as well (RFC 8945, section 5.3.1).
     * Unless it came to its end, nothing else can be asked of this server here.
     *
     * @return whether it came to its end
     */
    boolean transfer(Name zone, TSIG key, Function<Message, More> reader) throws NoAnswer {
        Message query = query(Record.newRecord(zone, Type.AXFR, DClass.IN));
        TSIGRecord sent = sendSigned(query, query.toWire(), key);
        TSIG.StreamVerifier signatures = new TSIG.StreamVerifier(key, sent);
        while (true) {
            byte[] wire = read();
            Message message = parsed(wire);
            if (message.getHeader().getID() != query.getHeader().getID() || !message.getHeader().getFlag(Flags.QR)
                    || message.getTSIG() == null || signatures.verify(message, wire) != Rcode.NOERROR) {
                return false;
            }
            More more = reader.apply(message);
            if (more != More.YES) {
                return more == More.NO;
            }
        }
    }

    /** The signature goes behind what it signs, the only record of its section, and is counted in the header (RFC 8945, section 5.1). */
    private TSIGRecord sendSigned(Message message, byte[] unsigned, TSIG key) throws NoAnswer {
        TSIGRecord signature = key.generate(message, unsigned, Rcode.NOERROR, null);
        unsigned[ADDITIONAL_COUNT + 1] = 1;
        ByteArrayOutputStream framed = new ByteArrayOutputStream(unsigned.length + MOST_OF_A_SIGNATURE);
        frame(framed, unsigned, signature.toWire(Section.ADDITIONAL));
        send(framed.toByteArray());
        return signature;
    }

    /** Behind its length (RFC 1035, section 4.2.2). */
    private static void frame(ByteArrayOutputStream to, byte[]... message) {
        int length = Arrays.stream(message).mapToInt(part -> part.length).sum();
        to.write(length >>> 8);
        to.write(length);
        Arrays.stream(message).forEach(to::writeBytes);
    }

    private void send(byte[] framed) throws NoAnswer {
        try {
            socket.getOutputStream().write(framed);
        } catch (IOException e) {
            throw new NoAnswer("The connection to the DNS server " + server + " broke (" + e.getMessage() + ").", false);
        }
    }

    private byte[] read() throws NoAnswer {
        int wait = deadline.millis();
        try {
            if (wait == 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(wait);
            byte[] message = new byte[in.readUnsignedShort()];
            in.readFully(message);
            return message;
        } catch (SocketTimeoutException e) {
            close();
            throw new NoAnswer("The DNS server " + server + " did not answer in time.", false);
        } catch (EOFException e) {
            throw new NoAnswer("The DNS server " + server + " closed the connection without an answer.", false);
        } catch (IOException e) {
            throw new NoAnswer("The connection to the DNS server " + server + " broke (" + e.getMessage() + ").", false);
        }
    }

    private Message parsed(byte[] wire) throws NoAnswer {
        try {
            return new Message(wire);
        } catch (IOException e) {
            throw new NoAnswer("The DNS server " + server + " sent an answer that cannot be read.", false);
        }
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more is wanted of it.
        }
    }

    /**
     * Acknowledges what comes at once, where the system can. Many small answers in a row are otherwise held up by 40 ms:
     * the server's system sends the last ones when the others are acknowledged, and this one waits with that.
     */
    private static final class Acknowledging extends FilterInputStream {

        private final Socket socket;
        private final SocketOption<Boolean> quickly;

        @SuppressWarnings("unchecked")
        Acknowledging(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            // By its name: its class is of a module that not every server shows to applications.
            this.quickly = (SocketOption<Boolean>) socket.supportedOptions().stream()
                    .filter(option -> option.name().equals("TCP_QUICKACK")).findFirst().orElse(null);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (quickly != null) {
                // It lasts for a while only (tcp(7)).
                socket.setOption(quickly, true);
            }
            return super.read(bytes, from, length);
        }
    }

    /**
     * An answer that should bear the signature of the question's key.
     *
     * @param fault what is wrong with the signature, as an Rcode; 0 for nothing
     */
    record Signed(Message message, int fault) {
    }
}
