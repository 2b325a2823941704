package org.dradmin.organization;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** A site the organization can be served from, with the address ranges its traffic comes from (CIDR, RFC 4632). */
@Entity
@Table(name = "region")
public class Region {

    @Id
    private String code;
    @Column(name = "display_name")
    private String displayName;
    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "region_ip_range", joinColumns = @JoinColumn(name = "region_code"))
    @OrderColumn(name = "place")
    @Column(name = "cidr")
    private List<String> ipRanges = new ArrayList<>();
    @Version
    private int version;

    protected Region() {
    }

    public Region(String code, String displayName, List<String> ipRanges) {
        this.code = code;
        this.displayName = displayName;
        this.ipRanges = new ArrayList<>(ipRanges);
    }

    public String getCode() {
        return code;
    }

    public String getDisplayName() {
        return displayName;
    }

    public RegionFacts facts() {
        return new RegionFacts(code, displayName, ipRanges);
    }

    /** The ranges go and come again in two writes: moved up in one, two of them would stand at the same place for a moment. */
    void describe(RegionFacts facts, EntityManager em) {
        displayName = facts.name();
        if (!facts.ipRanges().equals(ipRanges)) {
            ipRanges.clear();
            em.flush();
            ipRanges.addAll(facts.ipRanges());
        }
    }

    public List<String> getIpRanges() {
        return List.copyOf(ipRanges);
    }
}
