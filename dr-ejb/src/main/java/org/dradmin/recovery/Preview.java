package org.dradmin.recovery;

import java.util.List;
import org.dradmin.recovery.connector.Change;

/**
 * What an operation would do and meet if it were requested now.
 *
 * @param mode the mode that it was looked at for
 * @param recommended the mode that what was seen speaks for
 * @param why the reason of the recommendation, in a sentence
 * @param domains how many domains would be moved
 */
public record Preview(Mode mode, Mode recommended, String why, int planVersion, long domains, List<StepPreview> steps) {

    /**
     * One step of the plan.
     *
     * @param group the name of its group
     * @param step from 0, over all groups
     * @param seen what the connector saw, equal answers together; empty where no domain of it is to be moved
     * @param passes whether what cannot be reached would be passed by in this mode
     * @param changes the messages it would send for the domains that were looked at, word for word but for secrets
     * @param fault why the changes cannot be shown; null where they can
     * @param more how many domains there are beside those that were looked at; they are moved just so
     */
    public record StepPreview(String group, int step, String name, String connector, boolean organization, List<Seen> seen,
            boolean passes, List<Change> changes, String fault, long more) {
    }

    /** The same answer for some domains. @param domains empty where it is for the whole organization */
    public record Seen(Outlook outlook, String words, List<String> domains) {
    }
}
