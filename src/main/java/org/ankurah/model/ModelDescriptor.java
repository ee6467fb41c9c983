package org.ankurah.model;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** What is known of one model: its names and its properties in the order in which the record declares them. */
public final class ModelDescriptor {

    private final String typeName;
    private final String collection;
    private final String plural;
    private final @Nullable String description;
    private final List<PropertyDescriptor> properties;
    private final Set<String> retired;
    private final List<Value> zeros;
    private final Map<String, Integer> indexes;
    private final Map<String, Integer> indexesOfAnyName;

    /** A model that has given up no properties. */
    public ModelDescriptor(
            String typeName,
            String collection,
            String plural,
            @Nullable String description,
            List<PropertyDescriptor> properties) {
        this(typeName, collection, plural, description, properties, Set.of());
    }

    /**
     * @param typeName name of the GraphQL type, such as {@code MediaType}
     * @param collection name of one entity in the API and of the collection, such as {@code mediaType}
     * @param plural name of many, such as {@code mediaTypes}
     * @param description text for people; null where none was given
     * @param properties in declared order, with distinct names
     * @param retired names of properties that it had and has given up
     */
    public ModelDescriptor(
            String typeName,
            String collection,
            String plural,
            @Nullable String description,
            List<PropertyDescriptor> properties,
            Set<String> retired) {
        this.typeName = typeName;
        this.collection = collection;
        this.plural = plural;
        this.description = description;
        this.properties = List.copyOf(properties);
        this.retired = Collections.unmodifiableSet(new TreeSet<>(retired));
        this.zeros = properties.stream().map(PropertyDescriptor::zero).toList();
        Map<String, Integer> current = new HashMap<>();
        for (int i = 0; i < properties.size(); i++) {
            current.put(properties.get(i).name(), i);
        }
        Map<String, Integer> any = new HashMap<>(current);
        for (int i = 0; i < properties.size(); i++) {
            for (String former : properties.get(i).formerNames()) {
                any.putIfAbsent(former, i);
            }
        }
        this.indexes = current;
        this.indexesOfAnyName = any;
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
    public List<PropertyDescriptor> properties() {
        return properties;
    }

    /** The names of properties that it had and has given up, in their order. */
    public Set<String> retired() {
        return retired;
    }

    /** The property of this name, or null. */
    public @Nullable PropertyDescriptor property(String name) {
        int index = indexOf(name);
        return index < 0 ? null : properties.get(index);
    }

    /** The property that has this name or had it before, or null: how names in events and states are read. */
    public @Nullable PropertyDescriptor propertyByAnyName(String name) {
        int index = indexOfAnyName(name);
        return index < 0 ? null : properties.get(index);
    }

    /** The place of a property among {@link #properties()}, or -1 if there is none of this name. */
    public int indexOf(String name) {
        Integer index = indexes.get(name);
        return index == null ? -1 : index;
    }

    /** As {@link #indexOf}, for the name that a property has or had before. */
    public int indexOfAnyName(String name) {
        Integer index = indexesOfAnyName.get(name);
        return index == null ? -1 : index;
    }

    /** The {@link PropertyDescriptor#zero() zero} of the property at this place. */
    public Value zero(int index) {
        return zeros.get(index);
    }

    @Override
    public String toString() {
        return typeName;
    }
}
