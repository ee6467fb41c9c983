package org.ankurah.graphql;

import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLScalarType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.value.ValueType;
import org.jspecify.annotations.Nullable;

/** The inputs that change properties which merge in ways of their own; only those that some model needs. */
final class PatchTypes {

    private final Map<String, GraphQLInputObjectType> types = new LinkedHashMap<>();

    private PatchTypes() {}

    /** The types for these models. */
    static Collection<GraphQLInputObjectType> of(Models models) {
        PatchTypes patches = new PatchTypes();
        // Part of the API whatever the models, as text's are.
        patches.addCounter(Names.COUNTER_PATCH, ApiScalars.LONG);
        for (ModelDescriptor model : models.all()) {
            model.properties().forEach(patches::add);
        }
        return patches.types.values();
    }

    /** The name of the type that changes a property; null if it takes plain values, or text. */
    static @Nullable String of(PropertyDescriptor property) {
        if (property.backend() == Backend.COUNTER) {
            return property.type() == ValueType.Scalar.DECIMAL ? Names.DECIMAL_COUNTER_PATCH : Names.COUNTER_PATCH;
        }
        return null;
    }

    private void add(PropertyDescriptor property) {
        String name = of(property);
        if (name == null || types.containsKey(name)) {
            return;
        }
        if (property.backend() == Backend.COUNTER) {
            addCounter(name, ApiScalars.DECIMAL);
        }
    }

    private void addCounter(String name, GraphQLScalarType number) {
        types.put(
                name,
                InputTypes.oneOf(name, "A change of a counter: exactly one field.")
                        .field(Types.input(
                                PatchReader.INCREMENT,
                                number,
                                "It grows by this, or shrinks if negative. Concurrent increments all count."))
                        .field(Types.input(
                                PatchReader.SET, number, "It moves to this, as the difference from what it is."))
                        .build());
    }
}
