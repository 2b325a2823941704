package org.dradmin.recovery;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/**
 * Everything about one operation as one JSON document, for those who prove later what was done: the operation, its
 * plan (secrets by reference), each step with what was seen, each domain with what became of it. It is written as it is
 * read, so that ten thousand domains cost no more memory than ten.
 */
final class OperationExport {

    private static final int PAGE = 200;
    private static final int STEPS = 5;
    private static final JsonMapper JSON = JsonMapper.builder().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).build();

    private final EntityManager em;
    private final RecoveryOperation operation;
    private final JsonGenerator out;

    private OperationExport(EntityManager em, RecoveryOperation operation, JsonGenerator out) {
        this.em = em;
        this.operation = operation;
        this.out = out;
    }

    static void write(EntityManager em, RecoveryOperation operation, OutputStream stream) throws IOException {
        try (JsonGenerator out = JSON.createGenerator(stream)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            new OperationExport(em, operation, out).all();
        }
    }

    private void all() throws IOException {
        out.writeStartObject();
        operation();
        out.writeFieldName("plan");
        out.writeStartObject();
        out.writeNumberField("version", operation.getPlanVersion());
        out.writeFieldName("document");
        out.writeTree(JSON.readTree(em.find(RecoveryPlan.class, operation.getPlanVersion()).getDocument()));
        out.writeEndObject();
        steps();
        domains();
        out.writeEndObject();
    }

    private void operation() throws IOException {
        text("id", operation.getId());
        text("kind", operation.getKind());
        text("state", operation.getState());
        text("mode", operation.getMode());
        text("requestedBy", operation.getRequester().name());
        text("requestedByName", operation.getRequester().displayName());
        text("requestedFrom", operation.getRequesterAddress());
        text("reason", operation.getReason());
        text("override", operation.getOverrideReason());
        out.writeFieldName("scope");
        JSON.writeValue(out, operation.getScope().all() ? "all" : operation.getScope().names());
        text("requestedAt", operation.getRequestedAt());
        text("startedAt", operation.getStartedAt());
        text("endedAt", operation.getEndedAt());
        text("outcomeReason", operation.getOutcomeReason());
        text("stopOrder", operation.getStopOrder());
        text("stoppedBy", operation.getStopBy());
        text("stopReason", operation.getStopReason());
        out.writeNumberField("domainCount", operation.getDomains());
        out.writeNumberField("movedCount", operation.getMoved());
    }

    private void steps() throws IOException {
        out.writeArrayFieldStart("steps");
        List<ProvenStep> page;
        for (int first = 0; !(page = ProvenStep.of(em, operation.getId(), first, STEPS)).isEmpty(); first += STEPS) {
            for (ProvenStep step : page) {
                step(step, step.run());
            }
            em.clear();
        }
        out.writeEndArray();
    }

    private void step(ProvenStep step, StepRun run) throws IOException {
        out.writeStartObject();
        out.writeNumberField("step", run.getStep() + 1);
        out.writeNumberField("batch", run.getBatch() + 1);
        text("name", run.getName());
        text("connector", run.getConnector());
        out.writeBooleanField("organization", run.isOrganization());
        if (run.getUndoes() != null) {
            out.writeNumberField("undoes", run.getUndoes() + 1);
        }
        text("state", run.getState());
        out.writeNumberField("attempts", run.getAttempt());
        text("begunAt", run.getIntentAt());
        text("endedAt", run.getResultAt());
        text("reason", run.getReason());
        text("decidedBy", run.getDecisionBy());
        text("decisionReason", run.getDecisionReason());
        proof("before", step.before());
        proof("switched", step.switched());
        proof("after", step.after());
        out.writeEndObject();
    }

    private void proof(String name, String kept) throws IOException {
        if (kept != null) {
            out.writeFieldName(name);
            out.writeTree(JSON.readTree(kept));
        }
    }

    private void domains() throws IOException {
        out.writeArrayFieldStart("domains");
        String last = "";
        List<DomainResult> page;
        do {
            page = em.createQuery("SELECT r FROM DomainResult r WHERE r.operationId = :id AND r.domainName > :last ORDER BY r.domainName",
                    DomainResult.class).setParameter("id", operation.getId()).setParameter("last", last).setMaxResults(PAGE).getResultList();
            for (DomainResult domain : page) {
                domain(domain);
                last = domain.getDomainName();
            }
            em.clear();
        } while (page.size() == PAGE);
        out.writeEndArray();
    }

    private void domain(DomainResult domain) throws IOException {
        out.writeStartObject();
        text("name", domain.getDomainName());
        out.writeNumberField("batch", domain.getBatch() + 1);
        text("fromRegion", domain.getFromRegion());
        text("toRegion", domain.getToRegion());
        text("state", domain.getState());
        if (domain.getFailedStep() != null) {
            out.writeNumberField("failedStep", domain.getFailedStep() + 1);
        }
        out.writeBooleanField("touched", domain.isTouched());
        text("reason", domain.getReason());
        text("endedAt", domain.getEndedAt());
        out.writeEndObject();
    }

    private void text(String name, Object value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value instanceof Instant at ? at.toString() : String.valueOf(value));
        }
    }
}
