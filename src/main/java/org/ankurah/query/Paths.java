package org.ankurah.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyType;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;

/** Finds what a dotted name leads to. */
public final class Paths {

    private final Models models;
    private final List<String> steps;
    private final List<String> refs = new ArrayList<>();
    private ModelDescriptor current;

    private Paths(Models models, ModelDescriptor model, List<String> steps) {
        this.models = models;
        this.steps = steps;
        this.current = model;
    }

    /**
     * The typed path from an entity of a model. A reference's {@code .id} is the reference itself.
     *
     * @param steps at least one name: references, then a property or {@code id}, then steps into a document
     * @throws AnkurahException {@code BAD_QUERY} when it leads nowhere, with the nearest name if there is one;
     *     {@code LIMIT_EXCEEDED} when it is too long
     */
    public static Path resolve(Models models, ModelDescriptor model, List<String> steps) {
        return new Paths(models, model, steps).path();
    }

    /**
     * The model behind the first so many names, all of which are references.
     *
     * @throws AnkurahException as {@link #resolve}
     */
    static ModelDescriptor follow(Models models, ModelDescriptor model, List<String> names, int count) {
        return new Paths(models, model, names).behind(count).current;
    }

    /**
     * The property that a name means; all names before are references.
     *
     * @throws AnkurahException as {@link #resolve}
     */
    static PropertyDescriptor property(Models models, ModelDescriptor model, List<String> names, int index) {
        return new Paths(models, model, names).behind(index).property();
    }

    private Paths behind(int references) {
        for (int i = 0; i < references; i++) {
            follow(property());
        }
        return this;
    }

    private Path path() {
        int last = steps.size() - 1;
        while (true) {
            int at = refs.size();
            String name = steps.get(at);
            if (name.equals(Path.ID) && last == 0) {
                return new Path(refs, name, List.of(), new ValueType.RefType(current.collection()));
            }
            PropertyDescriptor property = property();
            if (at == last) {
                return new Path(refs, name, List.of(), property.type());
            }
            if (property.own() != null) {
                return part(property.own(), name, at);
            }
            if (property.type() == ValueType.Scalar.JSON) {
                List<String> json = steps.subList(at + 1, steps.size());
                QueryLimits.check(json.size(), QueryLimits.MAX_JSON_STEPS, "steps into a document");
                return new Path(refs, name, json, property.type());
            }
            boolean reference = property.type() instanceof ValueType.RefType;
            if (reference && at == last - 1 && steps.get(last).equals(Path.ID)) {
                return new Path(refs, name, List.of(), property.type());
            }
            follow(property);
        }
    }

    private Path part(PropertyType<?> own, String property, int at) {
        String name = steps.get(at + 1);
        ValueType type = own.parts().get(name);
        if (type == null) {
            throw error("a " + own.name() + " has no part \"" + Source.shown(name) + "\""
                    + Nearest.hint(name, own.parts().keySet()));
        }
        if (at + 2 < steps.size()) {
            throw error("the part " + name + " of a " + own.name() + " has no fields");
        }
        return new Path(refs, property, List.of(name), type);
    }

    /** The property that the next step names. */
    private PropertyDescriptor property() {
        String name = steps.get(refs.size());
        PropertyDescriptor property = current.property(name);
        if (property == null) {
            throw unknown(name);
        }
        return property;
    }

    private void follow(PropertyDescriptor reference) {
        if (!(reference.type() instanceof ValueType.RefType target)) {
            throw notToFollow(reference);
        }
        refs.add(reference.name());
        QueryLimits.check(refs.size(), QueryLimits.MAX_REFS, "references in a path");
        current = models.get(target.collection());
    }

    private AnkurahException unknown(String name) {
        String where = refs.isEmpty() ? "" : " (behind " + String.join(".", refs) + ")";
        if (name.equals(Path.ID)) {
            return error("id has no fields");
        }
        boolean inverse = models.inversesOf(current.collection()).stream()
                .anyMatch(field -> field.name().equals(name));
        if (inverse) {
            return error(name + " lists what refers to " + current.typeName() + where + ": ask EXISTS " + name
                    + " (…), EVERY " + name + " (…) or COUNT(" + name + ")");
        }
        String hint = Nearest.hint(name, names(current));
        return error(current.typeName() + where + " has no field \"" + Source.shown(name) + "\"" + hint);
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
