package org.dradmin.web.status;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dradmin.organization.IpRangeList;
import org.dradmin.organization.IpRangeList.RegionRanges;
import org.dradmin.organization.IpRanges;

/** {@code /ip-ranges.json}: the regions' address ranges for programs that restrict traffic; config/public.md describes it. */
@WebServlet("/ip-ranges.json")
public class IpRangesServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final Duration FRESH = Duration.ofMinutes(5);

    @Inject
    private transient IpRanges ranges;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        IpRangeList list = ranges.list();
        if (list.modified() == null) {
            NotYet.send(response, "The address ranges are not known yet: the database has not answered since this server started.");
            return;
        }
        new PublicDocument(document(list), list.modified(), FRESH).send(request, response);
    }

    static Map<String, Object> document(IpRangeList list) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("changed", list.changed().toString());
        document.put("regions", list.regions().stream().map(IpRangesServlet::region).toList());
        return document;
    }

    private static Map<String, Object> region(RegionRanges region) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("code", region.code());
        document.put("name", region.name());
        document.put("changed", region.changed().toString());
        document.put("ipv4", List.copyOf(region.ipv4()));
        document.put("ipv6", List.copyOf(region.ipv6()));
        return document;
    }
}
