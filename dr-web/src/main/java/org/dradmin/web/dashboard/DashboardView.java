package org.dradmin.web.dashboard;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.dradmin.organization.Organizations;
import org.dradmin.organization.Tile;

/** The End-User Dashboard: the organization's applications, each with the region it opens in now. */
@Named("dashboard")
@RequestScoped
public class DashboardView {

    @Inject
    private Organizations organizations;
    private List<Tile> tiles;

    @PostConstruct
    void load() {
        tiles = organizations.tiles();
    }

    public List<Tile> getTiles() {
        return tiles;
    }
}
