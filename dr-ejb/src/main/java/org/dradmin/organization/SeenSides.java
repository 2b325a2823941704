package org.dradmin.organization;

import java.util.List;

/**
 * Where the protected domains were at a look that was taken along with another question. It can be carried about by
 * anybody and opened by nobody but {@link Organizations#domainSides(SeenSides)}, for those who may know.
 */
public final class SeenSides {

    private final List<DomainSide> sides;

    /** @param sides the default domain first, then by name */
    public SeenSides(List<DomainSide> sides) {
        this.sides = List.copyOf(sides);
    }

    List<DomainSide> sides() {
        return sides;
    }
}
