package org.ankurah.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.ankurah.model.ModelDraft.PropertyDraft;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** Models that were read from annotated records, with the way from records to values and back. Immutable. */
public final class RecordModels {

    private final Models models;
    private final Map<Class<?>, ModelBinding<?>> byRecord;
    private final Map<String, ModelBinding<?>> byCollection;

    private RecordModels(Models models, Collection<ModelBinding<?>> bindings) {
        this.models = models;
        this.byRecord = new LinkedHashMap<>();
        this.byCollection = new HashMap<>();
        for (ModelBinding<?> binding : bindings) {
            byRecord.put(binding.recordClass(), binding);
            byCollection.put(binding.model().collection(), binding);
        }
    }

    /**
     * Reads the models of a node: all of them at once, since they refer to each other.
     *
     * @param records annotated {@link Model}; order and repetition do not matter
     * @throws ModelException that lists everything that is wrong with them
     */
    public static RecordModels read(Collection<? extends Class<?>> records) {
        return read(records, List.of(), List.of());
    }

    /** As {@link #read(Collection, Collection, Collection)}, without ways to merge of its own. */
    public static RecordModels read(
            Collection<? extends Class<?>> records, Collection<? extends PropertyType<?>> types) {
        return read(records, types, List.of());
    }

    /**
     * Reads the models of a node that has types, or ways to merge, of its own.
     *
     * @param records annotated {@link Model}; order and repetition do not matter
     * @param types the own types that components may have
     * @param backends the own ways to merge that components may name by {@link MergedBy}
     * @throws ModelException that lists everything that is wrong with them
     */
    public static RecordModels read(
            Collection<? extends Class<?>> records,
            Collection<? extends PropertyType<?>> types,
            Collection<? extends PropertyDescriptor.Backend> backends) {
        Problems problems = new Problems();
        OwnTypes own = new OwnTypes(types, problems);
        OwnBackends ownBackends = new OwnBackends(backends, problems);
        Set<Class<?>> distinct = new LinkedHashSet<>(records);
        List<ModelDraft> drafts = distinct.stream()
                .sorted(Comparator.<Class<?>, String>comparing(Class::getSimpleName)
                        .thenComparing(Class::getName))
                .map(record -> new RecordReader(record, own, ownBackends, problems).read())
                .filter(Objects::nonNull)
                .toList();
        drafts.forEach(draft -> checkTargets(draft, distinct, problems));
        Map<String, Class<?>> enums = enums(drafts);
        enums.values().forEach(type -> checkEnum(type, problems));
        new NameClaims(problems).check(drafts, new LinkedHashSet<>(enums.values()), ownTypes(drafts));
        Map<String, List<Models.InverseField>> inverses = new Inverses(drafts, problems).read(drafts);
        problems.throwIfAny();
        List<ModelBinding<?>> bindings =
                drafts.stream().<ModelBinding<?>>map(RecordModels::bind).toList();
        return new RecordModels(
                new Models(
                        bindings.stream().map(ModelBinding::model).toList(),
                        inverses,
                        enums.values().stream().map(Descriptions::ofEnum).toList()),
                bindings);
    }

    /** What is known of the models. */
    public Models models() {
        return models;
    }

    /**
     * The binding of a record.
     *
     * @throws IllegalArgumentException when it is none of the models
     */
    @SuppressWarnings("unchecked") // each binding was put under the class that it is typed by
    public <T> ModelBinding<T> binding(Class<T> record) {
        return (ModelBinding<T>) known(byRecord.get(record), record.getSimpleName());
    }

    /**
     * The binding of a collection.
     *
     * @throws IllegalArgumentException when there is no such collection
     */
    public ModelBinding<?> binding(String collection) {
        return known(byCollection.get(collection), collection);
    }

    private static ModelBinding<?> known(@Nullable ModelBinding<?> binding, String what) {
        if (binding == null) {
            throw new IllegalArgumentException("not one of the models: " + what);
        }
        return binding;
    }

    private static ModelBinding<?> bind(ModelDraft draft) {
        List<PropertyDescriptor> properties = draft.properties().stream()
                .map(property -> property.property().withInverse(Inverses.name(draft, property)))
                .toList();
        ModelDescriptor model = new ModelDescriptor(
                draft.typeName(), draft.collection(), draft.plural(), draft.description(), properties, draft.retired());
        return ModelBinding.of(draft.record(), model, draft.properties());
    }

    private static void checkTargets(ModelDraft draft, Set<Class<?>> records, Problems problems) {
        for (PropertyDraft property : draft.properties()) {
            Class<?> target = property.javaType().source();
            if (property.property().target() != null && !records.contains(target)) {
                problems.add(
                        draft.place(property),
                        "refers to " + Objects.requireNonNull(target).getSimpleName()
                                + ", which is no model; annotate it @Model and let it be found");
            }
        }
    }

    private static Map<String, Class<?>> enums(List<ModelDraft> drafts) {
        Map<String, Class<?>> enums = new TreeMap<>();
        for (ModelDraft draft : drafts) {
            for (PropertyDraft property : draft.properties()) {
                Class<?> source = property.javaType().source();
                if (source != null && element(property) instanceof ValueType.EnumType) {
                    enums.put(source.getName(), source);
                }
            }
        }
        return enums;
    }

    private static Set<PropertyType<?>> ownTypes(List<ModelDraft> drafts) {
        Set<PropertyType<?>> own = new LinkedHashSet<>();
        drafts.forEach(draft -> draft.properties().forEach(property -> {
            if (property.property().own() != null) {
                own.add(property.property().own());
            }
        }));
        return own;
    }

    private static ValueType element(PropertyDraft property) {
        ValueType type = property.property().type();
        return type instanceof ValueType.ListType list ? list.element() : type;
    }

    private static void checkEnum(Class<?> type, Problems problems) {
        Object[] constants = type.getEnumConstants();
        if (constants.length == 0) {
            problems.add(type.getSimpleName(), "the enum has no constants; give it one");
        }
        if (!Names.isLegal(type.getSimpleName())) {
            problems.add(type.getSimpleName(), "the enum's name is not legal in GraphQL; use letters, digits and _");
        }
        for (Object constant : constants) {
            String name = ((Enum<?>) constant).name();
            if (!Names.isLegal(name)) {
                problems.add(
                        type.getSimpleName() + "." + name,
                        "the constant's name is not legal in GraphQL; use letters, digits and _");
            }
        }
    }
}
