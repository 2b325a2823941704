package org.dradmin.recovery.connector.dns;

import java.time.Duration;
import org.dradmin.recovery.connector.StepResult;
import org.dradmin.recovery.connector.StepResult.Failed;
import org.dradmin.recovery.connector.StepResult.Refused;
import org.dradmin.recovery.connector.StepResult.Retry;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** What a server's refusal means, in words for those who must put it right. */
final class Verdict {

    static final Duration SOON = Duration.ofSeconds(2);

    private Verdict() {
    }

    /** Of something signed that was not answered with NOERROR, or not in a way that can be believed. */
    static StepResult of(Conversation.Signed answer, String server, DnsSettings settings) {
        Message message = answer.message();
        int rcode = message.getRcode();
        String key = "the key " + settings.key().name() + " (" + settings.key().algorithm() + ")";
        // These two cannot be signed (RFC 8945, section 5.2): the server has no key to do it with.
        switch (message.getTSIG() == null ? 0 : message.getTSIG().getError()) {
            case Rcode.BADKEY:
                return new Refused("The DNS server " + server + " does not know " + key + " (BADKEY): name and algorithm must be those of its "
                        + "configuration.");
            case Rcode.BADSIG:
                return new Refused("The DNS server " + server + " has another secret for " + key + " (BADSIG): " + settings.key().secret()
                        + " must be the same as in its configuration.");
            case Rcode.BADTIME:
                return new Refused("The clocks of this server and of the DNS server " + server + " differ by more than five minutes (BADTIME): "
                        + "set them right.");
            default:
        }
        if (answer.fault() != Rcode.NOERROR) {
            return new Failed("The answer of the DNS server " + server + " (" + Rcode.string(rcode) + ") is not signed with " + key
                    + ", so that it cannot be believed. Whether it carried out what it was sent is not known.");
        }
        return of(rcode, server, settings.zone());
    }

    static StepResult of(int rcode, String server, String zone) {
        switch (rcode) {
            case Rcode.SERVFAIL:
                return new Retry(SOON, "The DNS server " + server + " has trouble with the zone " + zone + " (SERVFAIL).");
            case Rcode.REFUSED:
                return new Refused("The DNS server " + server + " refuses it (REFUSED): its allow-update or update-policy must permit the key "
                        + "for this name, and its allow-query this server.");
            case Rcode.NOTAUTH:
                return new Refused("The DNS server " + server + " is not the primary of the zone " + zone + " (NOTAUTH).");
            case Rcode.NOTZONE:
                return new Refused("The DNS server " + server + " says that the name is not in the zone " + zone + " (NOTZONE).");
            case Rcode.NOTIMP:
            case Rcode.FORMERR:
                return new Refused("The DNS server " + server + " takes no such updates (" + Rcode.string(rcode) + ").");
            default:
                return new Failed("The DNS server " + server + " answered " + Rcode.string(rcode) + ".");
        }
    }

    /** Whether an update was rejected because a record was not what it was expected to be. */
    static boolean prerequisite(int rcode) {
        return rcode == Rcode.NXRRSET || rcode == Rcode.YXRRSET || rcode == Rcode.NXDOMAIN || rcode == Rcode.YXDOMAIN;
    }
}
