package org.dradmin.web.administration;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.dradmin.access.Holders.Only;
import org.dradmin.access.Permission;
import org.dradmin.access.Resource;
import org.dradmin.access.ResourceSet;
import org.dradmin.access.ResourceSets;

/** Administration &gt; Resources &gt; one resource set: a name and the resources, by type, on which roles are assigned. */
@Named("resourceSetView")
@ViewScoped
public class ResourceSetView extends Editing {

    @Serial
    private static final long serialVersionUID = 1;
    private static final Kind KIND = new Kind("set", "resource set", "Resource", "/administration/resource-set.xhtml", "/administration/resources.xhtml");

    @Inject
    private ResourceSets sets;

    @Override
    Kind kind() {
        return KIND;
    }

    @Override
    List<Choice> offered() {
        return Resource.assignable().stream().map(resource -> new Choice(resource.name(), resource.title(), resource.description(), resource.type())).toList();
    }

    @Override
    State read(String wanted) {
        ResourceSet set = sets.set(wanted);
        return new State(set.getId(), set.getVersion(), set.getLabel(), set.getDescription(),
                set.getResources().stream().flatMap(orn -> sets.resource(orn).stream()).map(Resource::name).collect(Collectors.toSet()),
                set.getChangedBy(), set.getChangedAt());
    }

    @Override
    void check(String of, Typed typed) {
        sets.check(of, typed.label(), typed.description(), orns(typed.keys()));
    }

    @Override
    String create(Typed typed) {
        return sets.create(typed.label(), typed.description(), orns(typed.keys())).getId();
    }

    @Override
    State change(String of, int basedOn, Typed typed) {
        sets.change(of, basedOn, typed.label(), typed.description(), orns(typed.keys()));
        return read(of);
    }

    @Override
    void delete(String of, Set<String> assignments) {
        sets.delete(of, assignments);
    }

    @Override
    Set<Permission> lostWith(String of, Set<String> keys) {
        return sets.lostByCaller(of, orns(keys));
    }

    @Override
    Only assignmentsOf(String of) {
        return new Only(null, null, null, of);
    }

    private Set<String> orns(Set<String> keys) {
        return keys.stream().map(key -> sets.orn(Resource.valueOf(key))).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
