package org.ankurah.model;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of one model: its names and its properties in the order in which the record declares them. */
public final class ModelDescriptor {

    private final String typeName;
    private final String collection;
    private final String plural;
    private final @Nullable String description;
    private final Map<String, PropertyDescriptor> properties;
    private final Map<String, PropertyDescriptor> byAnyName;

    /**
     * @param typeName name of the GraphQL type, such as {@code MediaType}
     * @param collection name of one entity in the API and of the collection, such as {@code mediaType}
     * @param plural name of many, such as {@code mediaTypes}
     * @param description text for people; null where none was given
     * @param properties in declared order, with distinct names
     */
    public ModelDescriptor(
            String typeName,
            String collection,
            String plural,
            @Nullable String description,
            List<PropertyDescriptor> properties) {
        this.typeName = typeName;
        this.collection = collection;
        this.plural = plural;
        this.description = description;
        Map<String, PropertyDescriptor> current = new LinkedHashMap<>();
        properties.forEach(property -> current.put(property.name(), property));
        Map<String, PropertyDescriptor> any = new HashMap<>(current);
        properties.forEach(property -> property.formerNames().forEach(name -> any.putIfAbsent(name, property)));
        this.properties = Collections.unmodifiableMap(current);
        this.byAnyName = any;
    }

    public String typeName() {
        return typeName;
    }

    public String collection() {
        return collection;
    }

    public String plural() {
        return plural;
    }

    public @Nullable String description() {
        return description;
    }

    /** The properties in declared order. */
    public Collection<PropertyDescriptor> properties() {
        return properties.values();
    }

    /** The property of this name, or null. */
    public @Nullable PropertyDescriptor property(String name) {
        return properties.get(name);
    }

    /** The property that has this name or had it before, or null: how names in events and states are read. */
    public @Nullable PropertyDescriptor propertyByAnyName(String name) {
        return byAnyName.get(name);
    }

    @Override
    public String toString() {
        return typeName;
    }
}
