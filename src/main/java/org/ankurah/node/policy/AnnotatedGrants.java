package org.ankurah.node.policy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ankurah.model.Access;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.RecordModels;
import org.jspecify.annotations.Nullable;

/** Reads what the models themselves say of who may do what. */
public final class AnnotatedGrants {

    private final List<Grant> grants = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private AnnotatedGrants() {}

    /**
     * What the annotations of the models grant; nothing if there are none.
     *
     * @throws PolicyException when an annotation says nothing, or what has no meaning where it stands
     */
    public static List<Grant> of(RecordModels models) {
        AnnotatedGrants reader = new AnnotatedGrants();
        for (ModelDescriptor model : models.models().all()) {
            reader.read(model, models.binding(model.collection()).recordClass());
        }
        if (!reader.problems.isEmpty()) {
            throw PolicyException.of(reader.problems);
        }
        return reader.grants;
    }

    private void read(ModelDescriptor model, Class<?> record) {
        for (Access access : record.getAnnotationsByType(Access.class)) {
            String place = "@Access on " + model.typeName();
            if (access.hide() || access.freeze()) {
                problems.add(place + ": hide and freeze stand on a property.");
            } else if (access.allow().length == 0) {
                problems.add(place + ": it allows nothing; name what role " + access.role() + " may do.");
            }
            Said where = access.where().isEmpty() ? null : new Said(access.where(), place);
            add(access, model, place, where, List.of(), List.of());
        }
        for (RecordComponent component : record.getRecordComponents()) {
            for (Access access : component.getAnnotationsByType(Access.class)) {
                read(model, component, access);
            }
        }
    }

    private void read(ModelDescriptor model, RecordComponent component, Access access) {
        String place = "@Access on " + model.typeName() + "." + component.getName();
        if (access.allow().length > 0 || !access.where().isEmpty()) {
            problems.add(place + ": allow and where stand on the record; a property is hidden or frozen.");
        } else if (!access.hide() && !access.freeze()) {
            problems.add(place + ": it says nothing; hide or freeze the property.");
        }
        List<Said> property = List.of(new Said(component.getName(), place));
        add(access, model, place, null, access.hide() ? property : List.of(), access.freeze() ? property : List.of());
    }

    private void add(
            Access access,
            ModelDescriptor model,
            String place,
            @Nullable Said where,
            List<Said> hide,
            List<Said> freeze) {
        grants.add(new Grant(
                new Said(access.role(), place),
                new Said(model.collection(), place),
                Set.of(access.allow()),
                where,
                hide,
                freeze));
    }
}
