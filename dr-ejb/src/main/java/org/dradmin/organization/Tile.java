package org.dradmin.organization;

/** An application on the End-User Dashboard, its way through the front door, and the region it opens in now. */
public record Tile(String label, String domain, String path, String regionName, boolean failedOver) {

    Tile(Application application, ProtectedDomain domain) {
        this(application.getLabel(), domain.getName(), application.getPath(),
                domain.getActiveRegion().getDisplayName(), domain.getActiveSide() == Side.DISASTER_RECOVERY);
    }

    /** Path on this server; the front door sends on to the active region. */
    public String href() {
        return "/go/" + domain + path;
    }
}
