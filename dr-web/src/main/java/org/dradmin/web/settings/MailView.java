package org.dradmin.web.settings;

import jakarta.annotation.PostConstruct;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.access.People;
import org.dradmin.access.PersonDetails;
import org.dradmin.notification.MailState;
import org.dradmin.notification.Notifications;
import org.dradmin.notification.QueuedMail;
import org.dradmin.notification.Recipient;
import org.dradmin.notification.TestMail;

/** Settings &gt; Mail: what waits and why, what has gone, and another attempt on the spot. */
@Named("mailView")
@ViewScoped
public class MailView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;
    private static final int ROWS = 100;

    @Inject
    private transient Notifications notifications;
    @Inject
    private transient People people;
    // Held from showing to pressing, so that a button means the mail it stood at.
    private List<QueuedMail> waiting;
    private long waitingCount;
    private List<QueuedMail> recent;
    private String destination;
    private TestMail tested;

    /** Reads everything as it is now; the page calls it again while something waits. */
    @PostConstruct
    public void load() {
        waiting = notifications.waiting(0, ROWS);
        waitingCount = waiting.size() < ROWS ? waiting.size() : notifications.waitingCount();
        recent = notifications.recent(ROWS);
        destination = notifications.destination();
    }

    public String getDestination() {
        return destination;
    }

    public List<QueuedMail> getWaiting() {
        return waiting;
    }

    /** How many wait beside those that are shown. */
    public long getMore() {
        return waitingCount - waiting.size();
    }

    public List<QueuedMail> getRecent() {
        return recent;
    }

    /** The kind of {@code dr:status}. */
    public String kind(QueuedMail mail) {
        return switch (mail.state()) {
            case SENT -> "ok";
            case SENDING -> "busy";
            case FAILED -> "bad";
            case WAITING -> mail.lastError() == null ? "busy" : "warn";
        };
    }

    public String label(QueuedMail mail) {
        return switch (mail.state()) {
            case SENT -> "Sent";
            case SENDING -> "Being sent";
            case FAILED -> "Failed";
            case WAITING -> "Waiting";
        };
    }

    public boolean isRepeatable(QueuedMail mail) {
        return !mail.recipient().isEmpty() && (mail.state() == MailState.WAITING || mail.state() == MailState.FAILED);
    }

    public void retry(QueuedMail mail) {
        notifications.retryNow(mail.id());
        tell("The mail to " + mail.recipient() + " is being tried again.");
    }

    public void retryAll() {
        notifications.retryAllNow();
        tell("Everything that waits is being tried again.");
    }

    /** Sends the caller a mail and waits for what becomes of it. */
    public void test() {
        PersonDetails me = people.own();
        tested = notifications.test(new Recipient(me.facts().displayName(), me.facts().email()));
    }

    /** What became of the test mail; null before one is sent. */
    public TestMail getTested() {
        return tested;
    }

    private void tell(String words) {
        load();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(words));
    }
}
