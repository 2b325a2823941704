package org.dradmin.organization;

import jakarta.ejb.ApplicationException;

/**
 * The answer no, with its reason in words for the person who asked: what is refused, why, and what can be done. It
 * rolls the transaction back; the adapters of pages and API show it and have it recorded as REFUSED.
 */
@ApplicationException(rollback = true, inherited = true)
public class Refusal extends RuntimeException {

    public Refusal(String reason) {
        super(reason);
    }
}
