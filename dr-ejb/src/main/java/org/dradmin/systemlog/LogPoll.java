package org.dradmin.systemlog;

import java.util.List;

/** Events in the order in which they came to be known, and the place to go on from, whether there were any or not. */
public record LogPoll(List<LogEvent> events, long next) {
}
