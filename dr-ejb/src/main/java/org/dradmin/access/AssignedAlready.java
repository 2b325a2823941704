package org.dradmin.access;

import org.dradmin.organization.Refusal;

/** The role is assigned to that member on that resource set already. */
public class AssignedAlready extends Refusal {

    private static final long serialVersionUID = 1;

    public AssignedAlready() {
        super("The role is assigned to this member on this resource set already.");
    }
}
