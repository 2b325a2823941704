package org.dradmin.recovery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which protected domains a request means: named ones, or all. Two requests are identical where their digests are. */
public record Scope(SortedSet<String> names) {

    /** Every protected domain of the organization. */
    public static final Scope ALL = new Scope(new TreeSet<>());

    /** @throws IllegalArgumentException for no name at all: a typo must never mean everything */
    public static Scope of(Collection<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("Name at least one domain, or ask for all of them.");
        }
        SortedSet<String> sorted = new TreeSet<>();
        names.forEach(name -> sorted.add(name.strip().toLowerCase(Locale.ROOT)));
        return new Scope(sorted);
    }

    public boolean all() {
        return names.isEmpty();
    }

    String stored() {
        return all() ? null : String.join("\n", names);
    }

    static Scope read(String stored) {
        return stored == null ? ALL : of(Arrays.asList(stored.split("\n")));
    }

    String digest() {
        try {
            byte[] text = (all() ? "*" : stored()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
