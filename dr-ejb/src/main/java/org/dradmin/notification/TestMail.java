package org.dradmin.notification;

import java.io.Serializable;

/** What became of a mail that was sent to try the way out. @param words the mail server's answer, or where the mail went */
public record TestMail(boolean went, String words) implements Serializable {

    static TestMail of(Delivery delivery, String address) {
        if (delivery instanceof Delivery.Refused refused) {
            return new TestMail(false, refused.reason());
        }
        if (delivery instanceof Delivery.NotNow notNow) {
            return new TestMail(false, notNow.reason());
        }
        if (delivery instanceof Delivery.Broken broken) {
            return new TestMail(false, broken.reason());
        }
        return new TestMail(true, "It was taken for " + address + ". Look whether it arrives.");
    }
}
