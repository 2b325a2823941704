package org.dradmin.api.logs;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.api.Offered;
import org.dradmin.api.shell.Addresses;
import org.dradmin.api.shell.Dates;
import org.dradmin.platform.Roles;
import org.dradmin.systemlog.EventBody;
import org.dradmin.systemlog.LogCursor;
import org.dradmin.systemlog.LogEvent;
import org.dradmin.systemlog.LogPoll;
import org.dradmin.systemlog.LogQuery;
import org.dradmin.systemlog.SystemLog;

/** {@code GET /api/v1/logs}: the System Log, read along or page by page; where to go on stands in the Link headers. */
@Offered(read = Roles.LOGS_READ, query = {"since", "until", "after", "filter", "q", "limit", "sortOrder"})
@Path("v1/logs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LogsResource {

    private static final String PATH = "/api/v1/logs";

    @Inject
    private SystemLog log;
    @Inject
    private Addresses addresses;
    @Inject
    private Clock clock;
    @Context
    private UriInfo uri;
    @Context
    private HttpServletRequest request;

    @GET
    public Response events() {
        LogRequest wanted = LogRequest.of(uri.getQueryParameters(), clock.instant());
        return wanted.polling() ? polled(wanted) : bounded(wanted);
    }

    private Response polled(LogRequest wanted) {
        boolean begins = wanted.place() < 0;
        // Going on, the place says it all: an event that came late with an early time must not fall out of the range.
        LogQuery query = begins ? wanted.narrowed().since(wanted.since()) : wanted.narrowed();
        LogPoll poll = log.poll(query, Math.max(0, wanted.place()), wanted.limit());
        Map<String, String> next = given();
        if (begins) {
            next.put("since", Dates.text(wanted.since()));
        }
        if (wanted.limit() > 0 || !begins) {
            next.put("after", LogRequest.token(poll.next()));
        }
        return answer(poll.events(), next);
    }

    private Response bounded(LogRequest wanted) {
        if (wanted.limit() == 0 || !wanted.since().isBefore(wanted.until())) {
            return answer(List.of(), null);
        }
        LogCursor cursor = wanted.cursor() != null ? wanted.cursor()
                : wanted.ascending() ? LogCursor.before(wanted.since()) : LogCursor.behind(wanted.until());
        LogQuery query = wanted.narrowed().since(wanted.since()).until(wanted.until());
        List<LogEvent> found = log.beyond(query, cursor, wanted.limit() + 1);
        if (found.size() <= wanted.limit()) {
            return answer(found, null);
        }
        List<LogEvent> page = found.subList(0, wanted.limit());
        Map<String, String> next = given();
        next.put("since", Dates.text(wanted.since()));
        next.put("until", Dates.text(wanted.until()));
        next.put("after", LogCursor.behind(page.get(page.size() - 1), wanted.ascending()).token());
        return answer(page, next);
    }

    private Map<String, String> given() {
        Map<String, String> parameters = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        return parameters;
    }

    private Response answer(List<LogEvent> events, Map<String, String> next) {
        Response.ResponseBuilder answer = Response.ok(events.stream().map(EventBody::of).toList())
                .header("link", link(given(), "self"));
        if (next != null) {
            answer.header("link", link(next, "next"));
        }
        return answer.build();
    }

    private String link(Map<String, String> parameters, String relation) {
        return "<" + addresses.of(request, PATH, parameters) + ">; rel=\"" + relation + "\"";
    }
}
