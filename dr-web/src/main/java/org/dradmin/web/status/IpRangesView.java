package org.dradmin.web.status;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.IpRangeList;
import org.dradmin.organization.IpRanges;
import org.dradmin.organization.probe.Availability;
import org.dradmin.organization.probe.Probes;
import org.dradmin.organization.probe.RecoveryEndpoint;
import org.dradmin.platform.Roles;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** The IP ranges, and for those who answer for a failover whether its endpoints can be reached from here. */
@Named("ipRanges")
@RequestScoped
public class IpRangesView {

    @Inject
    private IpRanges ranges;
    @Inject
    private Probes probes;
    @Inject
    private HttpServletRequest request;
    private IpRangeList list;
    private Endpoints endpoints;

    /** Read page by page from the boundary. */
    private static final class Endpoints extends LazyDataModel<RecoveryEndpoint> {

        private static final long serialVersionUID = 1;

        private final transient Probes probes;

        Endpoints(Probes probes) {
            this.probes = probes;
        }

        @Override
        public int count(Map<String, FilterMeta> filterBy) {
            return probes.recoveryEndpointCount();
        }

        @Override
        public List<RecoveryEndpoint> load(int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
            return probes.recoveryEndpoints(first, pageSize);
        }
    }

    @PostConstruct
    void load() {
        list = ranges.list();
        endpoints = new Endpoints(probes);
    }

    public IpRangeList getList() {
        return list;
    }

    /** Whether the person may see endpoints; the boundary decides it. */
    public boolean isEndpointsShown() {
        return request.isUserInRole(Roles.ENTITLED) || request.isUserInRole(Roles.DR_READ) || request.isUserInRole(Roles.SETTINGS_MANAGE);
    }

    public LazyDataModel<RecoveryEndpoint> getEndpoints() {
        return endpoints;
    }

    /** The kind of {@code dr:status}. */
    public String kind(Availability availability) {
        return switch (availability) {
            case UP -> "ok";
            case DEGRADED -> "warn";
            case DOWN -> "bad";
            case UNKNOWN -> "idle";
        };
    }

    public void lookSoon() {
        probes.lookSoon();
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage("All endpoints are being looked at; what is found appears here within a minute."));
    }
}
