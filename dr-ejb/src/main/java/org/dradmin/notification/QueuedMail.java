package org.dradmin.notification;

import java.io.Serializable;
import java.time.Instant;

/**
 * A mail of the outbox as it stands, without its contents.
 *
 * @param since when it was written
 * @param attempts how often it was tried
 * @param nextAttempt when it is due again; while it is being sent, when another node may take it over
 * @param lastError why it has not gone yet, in words; null before the first attempt
 * @param sent when the mail server took it or its file was written; null before
 */
public record QueuedMail(String id, String recipient, String recipientName, String subject, MailState state,
        Instant since, int attempts, Instant nextAttempt, String lastError, Instant sent)
        implements Serializable {
}
