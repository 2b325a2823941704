package org.dradmin.web.administration;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.dradmin.access.Listing;
import org.dradmin.access.Permission;
import org.dradmin.access.Resource;
import org.dradmin.access.ResourceSet;
import org.dradmin.access.ResourceSets;
import org.dradmin.access.ResourceSets.Listed;
import org.dradmin.web.shell.SortedRows;

/** Administration &gt; Resources: the types of resources, and the sets of them on which roles are assigned. */
@Named("resourcesView")
@ViewScoped
public class ResourcesView implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    @Inject
    private ResourceSets sets;
    private String text;
    private transient SortedRows<Listed> rows;

    public List<Resource> getResources() {
        return Resource.assignable();
    }

    public List<String> permissions(Resource resource) {
        return resource.permissions().stream().map(Permission::title).toList();
    }

    public SortedRows<Listed> getRows() {
        if (rows == null) {
            rows = new SortedRows<>(() -> sets.count(Listing.of(text, 0)),
                    (sort, ascending, first, most) -> sets.list(new Listing(text, sort, ascending, first, most)));
        }
        return rows;
    }

    /** What is in a set, with its type; a name that means nothing here as it is. */
    public List<String> resources(ResourceSet set) {
        return set.getResources().stream().map(orn -> sets.resource(orn).map(resource -> resource.type() + ": " + resource.title()).orElse(orn)).sorted().toList();
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}
