package org.dradmin.notification;

/** Where a mail in the outbox stands. */
public enum MailState {
    /** To be sent as soon as its next attempt is due. */
    WAITING,
    /** A node holds it to send it; the hold ends by itself, so that a node that dies loses no mail. */
    SENDING,
    /** Taken by the mail server, or written as a file. */
    SENT,
    /** Refused for good: it goes only when somebody asks for another attempt. */
    FAILED
}
