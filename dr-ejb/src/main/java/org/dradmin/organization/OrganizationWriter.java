package org.dradmin.organization;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.persistence.EntityManager;

/** Writes this capability's sections of an organization file, in the shape in which {@link OrganizationSections} reads them. */
final class OrganizationWriter {

    private final ObjectNode document;
    private final EntityManager em;

    OrganizationWriter(ObjectNode document, EntityManager em) {
        this.document = document;
        this.em = em;
    }

    void write() {
        Organization organization = em.createQuery("SELECT o FROM Organization o", Organization.class).getSingleResult();
        document.putObject("organization").put("id", organization.getId()).put("name", OrganizationFileWrite.text(organization.getName()));
        ArrayNode regions = document.putArray("regions");
        em.createQuery("SELECT r FROM Region r ORDER BY r.code", Region.class).getResultList().forEach(region ->
                OrganizationFileWrite.list(regions.addObject().put("code", region.getCode()).put("name", OrganizationFileWrite.text(region.getDisplayName())),
                        "ipRanges", region.getIpRanges()));
        ArrayNode domains = document.putArray("domains");
        em.createQuery("SELECT d FROM ProtectedDomain d ORDER BY d.defaultDomain DESC, d.name", ProtectedDomain.class).getResultList()
                .forEach(domain -> domain(domains.addObject(), domain));
        ArrayNode applications = document.putArray("applications");
        em.createQuery("SELECT a FROM Application a ORDER BY a.place, a.label", Application.class).getResultList().forEach(application ->
                applications.addObject().put("label", OrganizationFileWrite.text(application.getLabel()))
                        .put("domain", application.getDomainName()).put("path", OrganizationFileWrite.text(application.getPath())));
        ObjectNode features = document.putObject("features");
        for (Feature feature : Feature.values()) {
            FeatureSwitch known = em.find(FeatureSwitch.class, feature.key());
            features.put(feature.key(), known != null && known.isEnabled());
        }
        sessions(organization.sessionMinutes());
    }

    private void sessions(SessionMinutes own) {
        if (!own.equals(SessionMinutes.NONE)) {
            ObjectNode sessions = document.putObject("sessions");
            minutes(sessions, "idleMinutes", own.idleMinutes());
            minutes(sessions, "lifetimeMinutes", own.lifetimeMinutes());
            minutes(sessions, "stepUpMinutes", own.stepUpMinutes());
        }
    }

    private static void minutes(ObjectNode node, String key, Integer minutes) {
        if (minutes != null) {
            node.put(key, minutes);
        }
    }

    private static void domain(ObjectNode node, ProtectedDomain domain) {
        node.put("name", domain.getName());
        if (domain.isDefaultDomain()) {
            node.put("default", true);
        }
        side(node.putObject("primary"), domain, Side.PRIMARY);
        side(node.putObject("disasterRecovery"), domain, Side.DISASTER_RECOVERY);
    }

    private static void side(ObjectNode node, ProtectedDomain domain, Side side) {
        node.put("region", domain.regionOn(side).getCode()).put("endpoint", OrganizationFileWrite.text(domain.endpointOn(side).toString()));
    }
}
