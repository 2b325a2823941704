package org.dradmin.notification;

/**
 * A person a mail goes to. A missing or impossible address is no error for whoever sends: the mail then stands among
 * those that failed, with this reason.
 */
public record Recipient(String name, String address) {

    public Recipient {
        name = Lines.one(name, 200);
        address = Lines.one(address);
    }
}
