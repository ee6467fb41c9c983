package org.ankurah.model;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one annotated record; what is wrong with it is reported, and left out of the draft. */
final class RecordReader {

    /** Fields that every entity and every filter has. */
    static final Set<String> RESERVED = Set.of("id", "revision", "history", "and", "or", "not", "isNull");

    private final Class<?> record;
    private final OwnTypes ownTypes;
    private final OwnBackends ownBackends;
    private final Problems problems;
    private final String model;

    RecordReader(Class<?> record, OwnTypes ownTypes, OwnBackends ownBackends, Problems problems) {
        this.record = record;
        this.ownTypes = ownTypes;
        this.ownBackends = ownBackends;
        this.problems = problems;
        this.model = record.getSimpleName();
    }

    @Nullable
    ModelDraft read() {
        if (!record.isAnnotationPresent(Model.class)) {
            problems.add(model, "is no model; annotate it @Model");
            return null;
        }
        if (!record.isRecord()) {
            problems.add(model, "is not a record; models are records");
            return null;
        }
        checkNames();
        if (record.getRecordComponents().length == 0) {
            problems.add(model, "has no properties; give the record a component");
        }
        List<ModelDraft.PropertyDraft> properties = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            ModelDraft.PropertyDraft property = new ComponentReader(component, ownTypes, ownBackends, problems).read();
            if (property != null) {
                properties.add(property);
            }
        }
        checkDistinct(properties);
        checkRenames(properties);
        Set<String> retired = Set.of(record.getAnnotation(Model.class).retired());
        checkRetired(retired, properties);
        return new ModelDraft(
                record,
                model,
                ModelNames.collection(record),
                ModelNames.plural(record),
                Descriptions.of(record),
                List.copyOf(properties),
                retired);
    }

    private void checkNames() {
        if (!Names.isLegal(model)) {
            problems.add(
                    model, "the record's name is not legal in GraphQL; use letters, digits and _, and no __ in front");
            return;
        }
        checkName("collection", ModelNames.collection(record));
        checkName("plural", ModelNames.plural(record));
    }

    private void checkName(String what, String name) {
        if (!Names.isLegal(name) || Character.isUpperCase(name.charAt(0))) {
            problems.add(model, what + " " + name + " is not legal; write it in lower camel case, such as mediaType");
        } else if (!Names.isShort(name)) {
            problems.add(
                    model, what + " " + name + " is too long; give it a shorter one with @Model(" + what + " = …)");
        }
    }

    private void checkDistinct(List<ModelDraft.PropertyDraft> properties) {
        Map<String, String> seen = new HashMap<>();
        for (ModelDraft.PropertyDraft draft : properties) {
            String name = draft.property().name();
            String other = seen.putIfAbsent(Names.squashed(name), name);
            if (other != null) {
                problems.add(model + "." + name, "differs from " + other + " in case and _ only; rename one of them");
            }
        }
    }

    private void checkRetired(Set<String> retired, List<ModelDraft.PropertyDraft> properties) {
        for (ModelDraft.PropertyDraft draft : properties) {
            PropertyDescriptor property = draft.property();
            if (retired.contains(property.name())) {
                problems.add(
                        model + "." + property.name(),
                        "is retired, but still a property; drop the component, or its name from @Model(retired = …)");
            }
            property.formerNames().stream()
                    .filter(retired::contains)
                    .forEach(former -> problems.add(
                            model + "." + property.name(),
                            "was called " + former + ", which is retired; @Renamed keeps the values and retired gives"
                                    + " them up: leave one of them out"));
        }
    }

    private void checkRenames(List<ModelDraft.PropertyDraft> properties) {
        Map<String, String> owners = new HashMap<>();
        properties.forEach(
                draft -> owners.put(draft.property().name(), draft.property().name()));
        for (ModelDraft.PropertyDraft draft : properties) {
            String name = draft.property().name();
            for (String former : draft.property().formerNames()) {
                String owner = owners.putIfAbsent(former, name);
                if (owner != null) {
                    problems.add(
                            model + "." + name,
                            "@Renamed(from = \"" + former + "\") clashes: "
                                    + (owner.equals(name)
                                            ? "that is the name it has; leave it out"
                                            : owner + " has or had that name; only one property can have its values"));
                }
            }
        }
    }
}
