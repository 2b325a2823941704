package org.dradmin.recovery.connector.dns;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.dradmin.recovery.connector.Reach;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

/** The zone itself: its serial at a server, and its servers. */
final class Zone {

    private final DnsSettings settings;
    private final Name name;

    Zone(DnsSettings settings) {
        this.settings = settings;
        this.name = Batch.name(settings.zone());
    }

    Name name() {
        return name;
    }

    long serial(Conversation server) throws Trouble {
        return serial(server.ask(List.of(question(Type.SOA))).get(0), server);
    }

    /** Asked with the key, which proves that the server knows it before anything depends on that. */
    long serial(Conversation server, TSIG key) throws Trouble {
        Conversation.Signed answer = server.ask(question(Type.SOA), key);
        if (answer.fault() != Rcode.NOERROR || answer.message().getRcode() != Rcode.NOERROR) {
            throw new Trouble(Verdict.of(answer, server.server(), settings));
        }
        return serial(answer.message(), server);
    }

    private long serial(Message answer, Conversation server) throws Trouble {
        if (answer.getRcode() != Rcode.NOERROR) {
            throw new Trouble(Verdict.of(answer.getRcode(), server.server(), settings.zone()));
        }
        for (Record record : answer.getSection(Section.ANSWER)) {
            if (record instanceof SOARecord && record.getName().equals(name) && answer.getHeader().getFlag(Flags.AA)) {
                return ((SOARecord) record).getSerial();
            }
        }
        throw new Trouble(new Failed("The DNS server " + server.server() + " does not answer for the zone " + settings.zone() + " with authority."));
    }

    /** Serials go round (RFC 1982). */
    static boolean behind(long serial, long other) {
        return (int) (serial - other) < 0;
    }

    /**
     * The authoritative servers beside the one that takes updates: those of the settings, or of the zone's NS records.
     *
     * @throws Reach.OutOfReach the plan may not go to one of them
     */
    List<NameServer> others(Conversation primary, Reach reach) throws Trouble {
        List<NameServer> named = new ArrayList<>(settings.servers());
        if (named.isEmpty()) {
            Message answer = primary.ask(List.of(question(Type.NS))).get(0);
            for (Record record : answer.getSection(Section.ANSWER)) {
                if (record instanceof NSRecord) {
                    named.add(new NameServer(((NSRecord) record).getTarget().toString(true), settings.nsPort()));
                }
            }
            if (named.isEmpty()) {
                // A zone has servers; without them nobody but the primary would be asked, and that would look like all.
                throw new Trouble(answer.getRcode() != Rcode.NOERROR ? Verdict.of(answer.getRcode(), primary.server(), settings.zone())
                        : new Failed("The DNS server " + primary.server() + " names no servers of the zone " + settings.zone() + "."));
            }
        }
        List<InetSocketAddress> first = reach.open(settings.server().host(), settings.server().port());
        List<NameServer> others = new ArrayList<>();
        for (NameServer server : named) {
            try {
                if (reach.open(server.host(), server.port()).stream().noneMatch(first::contains)) {
                    others.add(server);
                }
            } catch (Reach.OutOfReach e) {
                if (e.answer() instanceof Refused) {
                    throw e;
                }
                // Its name does not resolve now: asking it will say so.
                others.add(server);
            }
        }
        return others;
    }

    private Record question(int type) {
        return Record.newRecord(name, type, DClass.IN);
    }
}
