package org.ankurah.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All models of a node, by collection, in a stable order. Immutable. */
public final class Models {

    private final Map<String, ModelDescriptor> byCollection;
    private final Map<String, List<InverseField>> inverses;
    private final Map<String, EnumDescriptor> enums;

    /** Models whose enums are not described. */
    public Models(Collection<ModelDescriptor> models, Map<String, List<InverseField>> inverses) {
        this(models, inverses, List.of());
    }

    /**
     * @param models with distinct collections; references name collections among them
     * @param inverses per collection of a target, the fields that list referring entities
     * @param enums what is known of the enums that properties use
     */
    public Models(
            Collection<ModelDescriptor> models,
            Map<String, List<InverseField>> inverses,
            Collection<EnumDescriptor> enums) {
        Map<String, ModelDescriptor> map = new LinkedHashMap<>();
        models.forEach(model -> map.put(model.collection(), model));
        this.byCollection = Collections.unmodifiableMap(map);
        this.inverses = Map.copyOf(inverses);
        Map<String, EnumDescriptor> descriptors = new LinkedHashMap<>();
        enums.forEach(type -> descriptors.put(type.name(), type));
        this.enums = Collections.unmodifiableMap(descriptors);
    }

    /** All models, ordered by type name. */
    public Collection<ModelDescriptor> all() {
        return byCollection.values();
    }

    /** The model of this collection, or null. */
    public @Nullable ModelDescriptor find(String collection) {
        return byCollection.get(collection);
    }

    /**
     * The model of a collection that is known to exist.
     *
     * @throws IllegalArgumentException when it does not
     */
    public ModelDescriptor get(String collection) {
        ModelDescriptor model = byCollection.get(collection);
        if (model == null) {
            throw new IllegalArgumentException("no such collection: " + collection);
        }
        return model;
    }

    /** The fields on this collection's entities that list the entities which refer to them. */
    public List<InverseField> inversesOf(String collection) {
        return inverses.getOrDefault(collection, List.of());
    }

    /** What is known of the enum of this name, or null. */
    public @Nullable EnumDescriptor enumType(String name) {
        return enums.get(name);
    }

    /**
     * A field that lists the entities which refer to an entity, such as {@code Album.tracks}.
     *
     * @param name name of the field on the target
     * @param source collection of the referring entities
     * @param property the referring property
     */
    public record InverseField(String name, String source, String property) {}
}
