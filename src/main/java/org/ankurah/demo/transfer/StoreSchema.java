package org.ankurah.demo.transfer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** What a server's collections are, as its GraphQL schema tells. */
final class StoreSchema {

    private final Map<String, Collection> collections;

    StoreSchema(Map<String, Collection> collections) {
        this.collections = Collections.unmodifiableMap(new TreeMap<>(collections));
    }

    /** The collection of this name, or null. */
    @Nullable
    Collection find(String name) {
        return collections.get(name);
    }

    /** The collection of a name that was checked before. */
    Collection get(String name) {
        Collection collection = collections.get(name);
        if (collection == null) {
            throw new IllegalArgumentException("no such collection: " + name);
        }
        return collection;
    }

    Set<String> names() {
        return collections.keySet();
    }

    /** All collections, each behind those that it refers to as far as that is possible, otherwise by name. */
    List<Collection> inDependencyOrder() {
        Set<String> visited = new LinkedHashSet<>();
        List<Collection> ordered = new ArrayList<>();
        collections.values().forEach(collection -> visit(collection, visited, ordered));
        return ordered;
    }

    private void visit(Collection collection, Set<String> visited, List<Collection> ordered) {
        if (!visited.add(collection.name())) {
            return;
        }
        for (Field field : collection.fields().values()) {
            String target = field.target();
            if (target != null) {
                visit(get(target), visited, ordered);
            }
        }
        ordered.add(collection);
    }

    /**
     * One collection and the names of its operations.
     *
     * @param name name of the collection and of the query of one entity, such as {@code album}
     * @param plural name of the query of many
     * @param createMany name of the mutation that creates many
     * @param inputType type of what it takes
     * @param update name of the mutation that changes one
     * @param patchType type of what that takes
     * @param fields the properties by name, in the schema's order
     */
    record Collection(
            String name,
            String plural,
            String createMany,
            String inputType,
            String update,
            String patchType,
            Map<String, Field> fields) {
        Collection {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** A GraphQL selection of all properties; of references the target's id. */
        String selection() {
            return fields.values().stream()
                    .map(field -> field.target() == null ? field.name() : field.name() + " { id }")
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * One property.
     *
     * @param name name in the API
     * @param type what values it takes
     * @param required whether it must be given on create
     */
    record Field(String name, ValueType type, boolean required) {

        boolean isList() {
            return type instanceof ValueType.ListType;
        }

        /** The collection that it refers to, or null where it is no reference. */
        @Nullable
        String target() {
            ValueType element = type instanceof ValueType.ListType list ? list.element() : type;
            return element instanceof ValueType.RefType ref ? ref.collection() : null;
        }
    }
}
