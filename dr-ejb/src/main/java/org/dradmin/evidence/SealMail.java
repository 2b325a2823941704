package org.dradmin.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.dradmin.access.SuperAdminMail;
import org.dradmin.notification.Mail;
import org.dradmin.notification.MailText;
import org.dradmin.notification.Notifications;
import org.dradmin.notification.Recipient;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Settings;
import org.dradmin.systemlog.chain.Seal;

/** What leaves by mail: seals to those who keep them, and to super admins what a verification found. */
@ApplicationScoped
public class SealMail {

    @Inject
    private Notifications notifications;
    @Inject
    private SuperAdminMail superAdmins;
    @Inject
    private Organizations organizations;
    @Inject
    private Settings settings;

    /** In the transaction that makes the seal; at most one in each interval. */
    void tell(Seal seal, long before) {
        List<String> to = settings.sealMail();
        if (to.isEmpty()) {
            return;
        }
        MailText text = MailText.headline("Seal " + seal.number() + " of the System Log of " + organizations.name())
                .paragraph("Keep this mail. Should somebody change, remove or rewrite events up to this place later, it proves that, as long as it is out of their reach.")
                .fact("Events up to place", seal.position()).fact("Hash there", seal.hash()).fact("Time", seal.time()).fact("Key", seal.keyId())
                .paragraph("The seal itself, one line:").paragraph(seal.line());
        notifications.send(Mail.of("log-seal/" + seal.time().getEpochSecond() / settings.sealMailInterval().toSeconds(),
                "System Log sealed up to " + seal.position() + ": " + organizations.name(), text), to.stream().map(address -> new Recipient(address, address)).toList());
    }

    /** In the transaction that writes the result down. */
    void alarm(String verification, int findings, List<String> first) {
        MailText text = MailText.headline("The System Log of " + organizations.name() + " is not what was written")
                .paragraph("A verification found " + findings + (findings == 1 ? " fault" : " faults") + ". Somebody, or something, changed what may never change. "
                        + "Keep the database, the file with the seals and your backups as they are until you know what happened.")
                .table(List.of("What was found"), first.stream().map(List::of).toList(), findings)
                .link("Integrity of the System Log", URI.create(settings.baseUrl() + "/log/integrity.xhtml"));
        superAdmins.send(Mail.of("log-verification/" + verification, "System Log changed: " + organizations.name(), text));
    }
}
