package org.ankurah.query;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.ValueType;

/** Finds the hops that names lead to. */
final class Hops {

    private Hops() {}

    /**
     * Against a reference, to the entities that refer here.
     *
     * @param names at least one: references, then an inverse field
     * @throws AnkurahException {@code BAD_QUERY} when they lead nowhere, with the nearest name if there is one;
     *     {@code LIMIT_EXCEEDED} when there are too many
     */
    static HopTo referring(Models models, ModelDescriptor model, List<String> names) {
        int last = names.size() - 1;
        ModelDescriptor origin = Paths.follow(models, model, names, last);
        String name = names.get(last);
        List<InverseField> fields = models.inversesOf(origin.collection());
        for (InverseField field : fields) {
            if (field.name().equals(name)) {
                Hop hop = new Hop.Referring(names.subList(0, last), name, field.source(), field.property());
                return new HopTo(hop, models.get(field.source()));
            }
        }
        throw error(names, noInverse(origin, name, fields));
    }

    /**
     * Along a reference of a collection to itself, any number of times.
     *
     * @param names at least one, and all of them references
     * @param orNone whether no time at all counts as well
     * @throws AnkurahException as {@link #referring}
     */
    static HopTo reachable(Models models, ModelDescriptor model, List<String> names, boolean orNone) {
        int last = names.size() - 1;
        ModelDescriptor origin = Paths.follow(models, model, names, last);
        PropertyDescriptor property = Paths.property(models, model, names, last);
        String name = property.name();
        if (!(property.type() instanceof ValueType.RefType reference)) {
            throw error(
                    names,
                    name + " is of type " + TypeNames.of(property.type()) + "; only a reference of a"
                            + " collection to itself can be followed any number of times");
        }
        if (!reference.collection().equals(origin.collection())) {
            throw error(
                    names,
                    name + " refers to " + reference.collection() + ", not to " + origin.collection()
                            + "; only a reference of a collection to itself can be followed any number of times");
        }
        return new HopTo(new Hop.Reachable(names.subList(0, last), name, orNone), origin);
    }

    /** What a query may write behind EXISTS, EVERY or COUNT about a model, as a continuation of an error message. */
    static String examples(Models models, ModelDescriptor model) {
        List<InverseField> fields = models.inversesOf(model.collection());
        return fields.isEmpty() ? "" : " such as " + fields.get(0).name();
    }

    private static String noInverse(ModelDescriptor model, String name, List<InverseField> fields) {
        PropertyDescriptor property = model.property(name);
        if (property != null) {
            String advice = property.type() instanceof ValueType.RefType
                    ? "; a reference is asked as in " + name + " IS NOT NULL, and its target as in " + name + ".id = …"
                    : "";
            return name + " is of type " + TypeNames.of(property.type())
                    + ", not an inverse field, which lists what refers to an entity" + advice;
        }
        List<String> known = new ArrayList<>();
        fields.forEach(field -> known.add(field.name()));
        return model.typeName() + " has no inverse field \"" + Source.shown(name) + "\"" + Nearest.hint(name, known);
    }

    private static AnkurahException error(List<String> names, String what) {
        return AnkurahException.badQuery(what, Source.shown(String.join(".", names)));
    }
}
