package org.ankurah.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;

/** Finds what a dotted name leads to. */
public final class Paths {

    private final Models models;
    private final List<String> steps;
    private final List<String> refs = new ArrayList<>();

    private Paths(Models models, List<String> steps) {
        this.models = models;
        this.steps = steps;
    }

    /**
     * The typed path from an entity of a model. A reference's {@code .id} is the reference itself.
     *
     * @param steps at least one name: references, then a property or {@code id}, then steps into a document
     * @throws AnkurahException {@code BAD_QUERY} when it leads nowhere, with the nearest name if there is one;
     *     {@code LIMIT_EXCEEDED} when it is too long
     */
    public static Path resolve(Models models, ModelDescriptor model, List<String> steps) {
        return new Paths(models, steps).from(model);
    }

    private Path from(ModelDescriptor model) {
        ModelDescriptor current = model;
        for (int i = 0; ; i++) {
            String name = steps.get(i);
            boolean last = i == steps.size() - 1;
            if (name.equals(Path.ID) && last && i == 0) {
                return new Path(refs, name, List.of(), new ValueType.RefType(current.collection()));
            }
            PropertyDescriptor property = current.property(name);
            if (property == null) {
                throw unknown(current, name);
            }
            if (last) {
                return new Path(refs, name, List.of(), property.type());
            }
            if (property.type() == ValueType.Scalar.JSON) {
                List<String> json = steps.subList(i + 1, steps.size());
                QueryLimits.check(json.size(), QueryLimits.MAX_JSON_STEPS, "steps into a document");
                return new Path(refs, name, json, property.type());
            }
            if (!(property.type() instanceof ValueType.RefType target)) {
                throw notToFollow(property);
            }
            if (i == steps.size() - 2 && steps.get(i + 1).equals(Path.ID)) {
                return new Path(refs, name, List.of(), target);
            }
            refs.add(name);
            QueryLimits.check(refs.size(), QueryLimits.MAX_REFS, "references in a path");
            current = models.get(target.collection());
        }
    }

    private AnkurahException unknown(ModelDescriptor model, String name) {
        String where = refs.isEmpty() ? "" : " (behind " + String.join(".", refs) + ")";
        if (name.equals(Path.ID)) {
            return error("id has no fields");
        }
        String hint = Nearest.hint(name, names(model));
        return error(model.typeName() + where + " has no field \"" + Source.shown(name) + "\"" + hint);
    }

    private AnkurahException notToFollow(PropertyDescriptor property) {
        return error(
                property.target() != null
                        ? property.name() + " is a list of references, which a path cannot follow; use CONTAINS"
                        : property.name() + " is of type " + TypeNames.of(property.type()) + " and has no fields");
    }

    private AnkurahException error(String what) {
        return AnkurahException.badQuery(what, Source.shown(String.join(".", steps)));
    }

    private static Collection<String> names(ModelDescriptor model) {
        List<String> names = new ArrayList<>();
        model.properties().forEach(property -> names.add(property.name()));
        names.add(Path.ID);
        return names;
    }
}
