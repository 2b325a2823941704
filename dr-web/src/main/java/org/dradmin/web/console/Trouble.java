package org.dradmin.web.console;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dradmin.recovery.Outlook;
import org.dradmin.recovery.Preview;
import org.dradmin.recovery.Preview.Seen;
import org.dradmin.recovery.Preview.StepPreview;

/**
 * Something that stands in an operation's way as things are.
 *
 * @param grave whether no earlier step may put it right
 */
public record Trouble(String words, boolean grave) {

    private static final int MOST = 5;
    /** What these do is not of the product's making: they may stop, start and rebuild what a later step finds. */
    private static final Set<String> MAY_CHANGE_MUCH = Set.of("webhook", "manual");

    static List<Trouble> in(Preview preview) {
        return preview.steps().stream().flatMap(step -> step.seen().stream().filter(seen -> stands(step, seen)).map(seen -> {
            Optional<StepPreview> before = before(preview, step, seen);
            return new Trouble(step.name() + ": " + LookView.named(seen) + seen.words()
                    + before.map(first -> " The step \"" + first.name() + "\" comes first and may change that.").orElse(""), before.isEmpty());
        })).limit(MOST).toList();
    }

    private static boolean stands(StepPreview step, Seen seen) {
        return seen.outlook() == Outlook.REFUSED || seen.outlook() == Outlook.FAILED || seen.outlook() == Outlook.UNREACHABLE && !step.passes();
    }

    /** A record that somebody changed stays changed; a server that is away or a database in another role may be seen to. */
    private static Optional<StepPreview> before(Preview preview, StepPreview step, Seen seen) {
        if (seen.outlook() != Outlook.UNREACHABLE && !step.connector().equals("postgresql")) {
            return Optional.empty();
        }
        return preview.steps().stream().filter(first -> first.step() < step.step() && !first.group().equals(step.group())
                && MAY_CHANGE_MUCH.contains(first.connector()) && first.seen().stream().anyMatch(other -> other.outlook() == Outlook.READY)).findFirst();
    }
}
