package org.ankurah.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDraft.PropertyDraft;
import org.jspecify.annotations.Nullable;

/**
 * Names the fields that list referring entities: the plural of the referring model, or {@code
 * <plural>By<Reference>} where that is ambiguous, or what {@link Inverse} says. Lists of references have none.
 */
final class Inverses {

    private final Map<Class<?>, ModelDraft> models = new HashMap<>();
    private final Problems problems;

    Inverses(List<ModelDraft> models, Problems problems) {
        models.forEach(model -> this.models.put(model.record(), model));
        this.problems = problems;
    }

    /** The name of the field on the target; null for a property that has none. */
    static @Nullable String name(ModelDraft model, PropertyDraft property) {
        Class<?> target = property.target();
        if (target == null) {
            return null;
        }
        String given = property.property().inverse();
        if (given != null) {
            return given;
        }
        long references = model.properties().stream()
                .filter(other -> other.target() == target)
                .count();
        boolean ambiguous = references > 1 || target == model.record();
        return ambiguous
                ? model.plural() + "By" + Names.upperCamel(property.property().name())
                : model.plural();
    }

    /** The fields per collection of the target. Reports those that clash. */
    Map<String, List<Models.InverseField>> read(List<ModelDraft> inOrder) {
        Map<String, List<Models.InverseField>> fields = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        for (ModelDraft model : inOrder) {
            for (PropertyDraft property : model.properties()) {
                ModelDraft target = models.get(property.target());
                String name = name(model, property);
                if (target == null || name == null) {
                    continue;
                }
                checkClash(model, property, target, name, owners);
                fields.computeIfAbsent(target.collection(), key -> new ArrayList<>())
                        .add(new Models.InverseField(
                                name, model.collection(), property.property().name()));
            }
        }
        return fields;
    }

    private void checkClash(
            ModelDraft model, PropertyDraft property, ModelDraft target, String name, Map<String, String> owners) {
        boolean isProperty = target.properties().stream()
                .anyMatch(other -> other.property().name().equals(name));
        String field = target.typeName() + "." + name;
        String place = model.place(property);
        String owner = owners.putIfAbsent(field, place);
        if (isProperty || RecordReader.RESERVED.contains(name)) {
            problems.add(
                    place,
                    "its inverse field " + field + " clashes with another field of that name; name it with @Inverse");
        } else if (owner != null) {
            problems.add(
                    place, "its inverse field " + field + " clashes with that of " + owner + "; name it with @Inverse");
        }
    }
}
