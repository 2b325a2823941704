package org.dradmin.organization;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Values of a form or of a request cannot be taken: which, and what they take. The message names each field first. What
 * is asked about one field is answered for the first of them.
 */
public class FaultyField extends Refusal {

    private static final long serialVersionUID = 1;

    private final String field;
    private final String reason;
    /** Empty where only one is meant. */
    private final List<FaultyField> several;

    public FaultyField(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
        this.reason = reason;
        this.several = List.of();
    }

    private FaultyField(List<FaultyField> all) {
        super(all.stream().map(FaultyField::getMessage).collect(Collectors.joining(" ")));
        this.field = all.get(0).field;
        this.reason = all.get(0).reason;
        this.several = all;
    }

    /** @param found at least one */
    static FaultyField of(List<FaultyField> found) {
        return found.size() == 1 ? found.get(0) : new FaultyField(List.copyOf(found));
    }

    /** As the API calls it. */
    public String field() {
        return field;
    }

    /** For where the name of the field stands already. */
    public String reason() {
        return reason;
    }

    /** What is wrong, one field each. */
    public List<FaultyField> all() {
        return several.isEmpty() ? List.of(this) : several;
    }
}
