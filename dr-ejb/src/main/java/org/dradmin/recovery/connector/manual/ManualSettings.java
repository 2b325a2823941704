package org.dradmin.recovery.connector.manual;

/**
 * Who is asked to do what.
 *
 * @param person the username of the one who confirms; no one else can
 * @param instructions what is to be done and how one sees that it is done
 * @param patienceMinutes how long the operation waits; 0 for a day
 */
public record ManualSettings(String person, String instructions, int patienceMinutes) {

    private static final int MOST_MINUTES = 7 * 24 * 60;

    public ManualSettings {
        if (person == null || person.isBlank()) {
            throw new IllegalArgumentException("person: name the username of the one who confirms the step.");
        }
        if (instructions == null || instructions.isBlank() || instructions.length() > 2000) {
            throw new IllegalArgumentException("instructions: say what is to be done, in at most 2000 characters.");
        }
        if (patienceMinutes < 0 || patienceMinutes > MOST_MINUTES) {
            throw new IllegalArgumentException("patienceMinutes: 0 to " + MOST_MINUTES + ".");
        }
    }
}
