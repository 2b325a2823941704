package org.dradmin.api.dr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dradmin.api.ErrorBody;
import org.dradmin.api.ErrorCode;
import org.dradmin.api.Offered;
import org.dradmin.api.dr.Answers.Accepted;
import org.dradmin.api.dr.Answers.Failure;
import org.dradmin.api.dr.Answers.Link;
import org.dradmin.api.dr.Answers.Operation;
import org.dradmin.api.dr.Answers.Outcome;
import org.dradmin.api.dr.Answers.Result;
import org.dradmin.api.dr.Answers.Status;
import org.dradmin.api.shell.Addresses;
import org.dradmin.api.shell.ApiFault;
import org.dradmin.api.shell.RequestBody;
import org.dradmin.organization.DomainSide;
import org.dradmin.organization.Organizations;
import org.dradmin.platform.Roles;
import org.dradmin.recovery.Answer;
import org.dradmin.recovery.Mode;
import org.dradmin.recovery.OperationKind;
import org.dradmin.recovery.OperationState;
import org.dradmin.recovery.Progress;
import org.dradmin.recovery.Recovery;
import org.dradmin.recovery.RecoveryOperation;
import org.dradmin.recovery.Request;
import org.dradmin.recovery.Scope;
import org.dradmin.web.shell.Authentication;

/**
 * Failover and failback of protected domains, and where they are: through the same boundary as the pages. One instance
 * serves all requests, as making one takes longer than many an answer; what is injected of a request is a proxy.
 */
@Offered(read = Roles.DR_READ, manage = Roles.DR_MANAGE, own = "operations/{id}")
@Path("v1/dr")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DisasterRecoveryResource {

    /** Asked again and again by whoever watches; what it answers is looked up along with who asks. */
    public static final String STATUS = "/api/v1/dr/status";
    private static final int PAGE = Organizations.PAGE;

    @EJB
    private Recovery recovery;
    @EJB
    private Organizations organizations;
    @Inject
    private OutcomeWatch watch;
    @Inject
    private Addresses addresses;
    @Context
    private HttpServletRequest request;
    @Context
    private HttpHeaders headers;

    @GET
    @Path("status")
    public Status status() {
        List<DomainSide> sides = Authentication.sides(request).map(organizations::domainSides).orElseGet(organizations::domainSides);
        return new Status(sides.stream().map(side -> new Status.Item(side.name(), side.failedOver())).toList());
    }

    @GET
    @Path("status/{domain}")
    public Status status(@PathParam("domain") String domain) {
        return new Status(organizations.domainSide(domain).map(side -> List.of(new Status.Item(side.name(), side.failedOver())))
                .orElseThrow(() -> ApiFault.notFound(domain, "Domain")));
    }

    @POST
    @Path("failover")
    public void failover(InputStream body, @HeaderParam("X-DR-Reason") String reason, @Suspended AsyncResponse answer) {
        Request request = request(body, reason);
        start(OperationKind.FAILOVER, request, recovery.failover(request), answer);
    }

    @POST
    @Path("failback")
    public void failback(InputStream body, @HeaderParam("X-DR-Reason") String reason, @Suspended AsyncResponse answer) {
        Request request = request(body, reason);
        start(OperationKind.FAILBACK, request, recovery.failback(request), answer);
    }

    /** How far an operation is, and what became of each domain, failed ones first. */
    @GET
    @Path("operations/{id}")
    public Operation operation(@PathParam("id") String id) {
        Progress progress = recovery.progress(id).orElseThrow(() -> ApiFault.notFound(id, "Operation"));
        List<Result> results = progress.operation().getState().ended() ? results(progress.operation()) : List.of();
        return Operation.of(progress, results, location(id).toString());
    }

    /** The call itself is the acknowledgement that the dialog asks of people. */
    private Request request(InputStream body, String reason) {
        Scope scope = RequestBody.read(body, headers, ObjectNode.class).map(DisasterRecoveryResource::scope).orElse(Scope.ALL);
        return new Request(scope, true, reason, mode(headers.getHeaderString("X-DR-Mode")), headers.getHeaderString("X-DR-Override"));
    }

    private static Mode mode(String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Mode.values()).filter(mode -> mode.name().equalsIgnoreCase(text.strip())).findFirst()
                .orElseThrow(() -> ApiFault.invalid("X-DR-Mode", "X-DR-Mode: It is planned or unplanned."));
    }

    private static Scope scope(ObjectNode body) {
        for (Iterator<String> keys = body.fieldNames(); keys.hasNext();) {
            String key = keys.next();
            if (!key.equals("domains")) {
                throw ApiFault.invalid(key, key + ": This key is not known here.");
            }
        }
        if (body.isEmpty()) {
            return Scope.ALL;
        }
        JsonNode domains = body.get("domains");
        if (!domains.isArray() || domains.isEmpty()) {
            throw ApiFault.invalid("domains", "domains: Name at least one domain, or leave the key out for all of them.");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode domain : domains) {
            if (!domain.isTextual() || domain.textValue().isBlank()) {
                throw ApiFault.invalid("domains", "domains: Each is the name of a domain.");
            }
            names.add(domain.textValue());
        }
        return Scope.of(names);
    }

    private void start(OperationKind kind, Request request, Answer started, AsyncResponse answer) {
        String id = started.operationId();
        if (id == null) {
            List<Result> results = organizations.domainSides().stream().filter(side -> request.scope().all() || request.scope().names().contains(side.name()))
                    .map(side -> Result.success(kind, side.name())).toList();
            answer.resume(Response.ok(new Outcome(results, null, null)).build());
            return;
        }
        URI location = location(id);
        if (prefersAsync()) {
            answer.resume(accepted(id, OperationState.REQUESTED, location).header("Preference-Applied", "respond-async").build());
            return;
        }
        watch.await(id, operation -> answer.resume(operation.getState().ended() ? ended(operation, location)
                : accepted(id, operation.getState(), location).build()), answer::resume);
    }

    private static Response.ResponseBuilder accepted(String id, OperationState state, URI location) {
        return Response.status(Response.Status.ACCEPTED).header("Location", location)
                .entity(new Accepted(id, state.name(), Map.of("operation", new Link(location.toString()))));
    }

    private Response ended(RecoveryOperation operation, URI location) {
        List<Result> results = results(operation);
        Map<String, Link> links = Map.of("operation", new Link(location.toString()));
        if (operation.getState() == OperationState.SUCCEEDED) {
            return Response.ok(new Outcome(results, operation.getId(), links)).build();
        }
        String reason = Optional.ofNullable(operation.getOutcomeReason()).orElse(operation.getKind().title() + " failed");
        ErrorBody error = ErrorBody.of(ErrorCode.INTERNAL, null, reason);
        return Response.status(ErrorCode.INTERNAL.status()).entity(new Failure(error.errorCode(), error.errorSummary(), error.errorLink(),
                error.errorId(), error.errorCauses(), results, operation.getId(), links)).build();
    }

    private List<Result> results(RecoveryOperation operation) {
        List<Result> results = new ArrayList<>();
        int before;
        do {
            before = results.size();
            recovery.results(operation.getId(), before, PAGE).forEach(result -> results.add(Result.of(operation.getKind(), result)));
        } while (results.size() == before + PAGE);
        return results;
    }

    private boolean prefersAsync() {
        // RFC 7240: several headers, several preferences each, parameters after a semicolon.
        return headers.getRequestHeaders().getOrDefault("Prefer", List.of()).stream()
                .flatMap(line -> List.of(line.split(",")).stream())
                .anyMatch(preference -> preference.split(";")[0].strip().toLowerCase(Locale.ROOT).equals("respond-async"));
    }

    private URI location(String id) {
        return URI.create(addresses.of(request, "/api/v1/dr/operations/" + id));
    }
}
