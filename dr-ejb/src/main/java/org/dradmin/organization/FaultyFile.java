package org.dradmin.organization;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** An organization file was refused as a whole; every fault is named with its place, and nothing was written. */
public class FaultyFile extends Refusal {

    /** More would hide the first ones, which often cause the others. */
    private static final int MOST_SHOWN = 30;

    private final transient List<FileFault> faults;

    public FaultyFile(String fileName, Collection<FileFault> faults) {
        this("The organization file " + fileName, "nothing was imported", sorted(faults));
    }

    private FaultyFile(String what, String soThat, List<FileFault> faults) {
        super(what + " has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults") + ", so " + soThat
                + ". Correct it and try again.\n"
                + faults.stream().limit(MOST_SHOWN).map(FileFault::toString).collect(Collectors.joining("\n"))
                + (faults.size() > MOST_SHOWN ? "\nand " + (faults.size() - MOST_SHOWN) + " more." : ""));
        this.faults = faults;
    }

    /** A part of such a file that a person edited on its own. @param what "The recovery plan" */
    public static FaultyFile edited(String what, Collection<FileFault> faults) {
        return new FaultyFile(what, "nothing was saved", sorted(faults));
    }

    private static List<FileFault> sorted(Collection<FileFault> faults) {
        return faults.stream().distinct().sorted(Comparator.comparingInt(FileFault::line).thenComparingInt(FileFault::column)).toList();
    }

    /** In the order of the file. */
    public List<FileFault> faults() {
        return faults;
    }
}
