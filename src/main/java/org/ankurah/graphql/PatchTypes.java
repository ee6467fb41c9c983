package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.model.PropertyDescriptor.Backend;
import org.ankurah.model.PropertyDescriptor.BuiltIn;
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
        if (property.backend() == Backend.SET) {
            return element(property) + "SetPatch";
        }
        if (property.backend() == Backend.MERGED) {
            return Names.JSON_PATCH;
        }
        if (isOwn(property)) {
            return Names.ownPatch(property.backend(), ValueTypes.name(property.type()));
        }
        return property.backend() == Backend.LIST ? element(property) + "ListPatch" : null;
    }

    /** Whether it is edited in ways that the application brings. */
    static boolean isOwn(PropertyDescriptor property) {
        return !(property.backend() instanceof BuiltIn)
                && !property.backend().edits().isEmpty();
    }

    private void addOwn(String name, PropertyDescriptor property) {
        GraphQLInputType value = ValueTypes.input(property);
        GraphQLInputObjectType.Builder type = InputTypes.oneOf(
                        name,
                        "A change of a value that is merged by `"
                                + property.backend().label() + "`: exactly one field.")
                .field(Types.input(PatchReader.SET, value, "It becomes this."));
        property.backend().edits().forEach((kind, description) -> type.field(Types.input(kind, value, description)));
        types.put(name, type.build());
    }

    private static String element(PropertyDescriptor property) {
        return ValueTypes.name(((ValueType.ListType) property.type()).element());
    }

    private void add(PropertyDescriptor property) {
        String name = of(property);
        if (name == null || types.containsKey(name)) {
            return;
        }
        if (property.backend() == Backend.COUNTER) {
            addCounter(name, ApiScalars.DECIMAL);
        } else if (isOwn(property)) {
            addOwn(name, property);
        } else if (property.backend() == Backend.MERGED) {
            addJson();
        } else if (property.backend() == Backend.SET) {
            addSet(name, ValueTypes.input(property.type()));
        } else {
            addList(name, element(property) + "ListInsertion", ValueTypes.input(property.type()));
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

    private void addJson() {
        types.put(
                Names.JSON_PATCH,
                InputTypes.oneOf(
                                Names.JSON_PATCH,
                                "A change of a document that is merged by its members: exactly one field.")
                        .field(Types.input(
                                PatchReader.SET,
                                ApiScalars.JSON,
                                "It becomes this. Only members that differ are written."))
                        .field(Types.input(
                                PatchReader.MERGE,
                                ApiScalars.JSON,
                                "A merge patch (RFC 7396): `null` removes a member, objects merge, everything else"
                                        + " replaces."))
                        .build());
    }

    private void addSet(String name, GraphQLInputType elements) {
        types.put(
                name,
                GraphQLInputObjectType.newInputObject()
                        .name(name)
                        .description("A change of a set: `add`, `remove` or both, or else `set` alone.")
                        .field(Types.input(
                                PatchReader.ADD,
                                elements,
                                "These are in it afterwards, whoever removes them at the same time."))
                        .field(Types.input(PatchReader.REMOVE, elements, "These are not in it afterwards."))
                        .field(Types.input(
                                PatchReader.SET,
                                elements,
                                "It holds just these, as the difference from what it holds."))
                        .build());
    }

    private void addList(String name, String insertion, GraphQLInputType elements) {
        GraphQLInputType index = GraphQLNonNull.nonNull(Scalars.GraphQLInt);
        types.put(
                name,
                InputTypes.oneOf(name, "A change of an ordered list: exactly one field. Indexes are from 0.")
                        .field(Types.input(PatchReader.INSERT, Types.ref(insertion), "Elements are put in."))
                        .field(Types.input(
                                PatchReader.REMOVE, Types.ref(Names.LIST_REMOVAL), "Elements are taken out."))
                        .field(Types.input(PatchReader.MOVE, Types.ref(Names.LIST_MOVE), "An element is moved."))
                        .field(Types.input(
                                PatchReader.SET,
                                elements,
                                "It holds just these, in this order, as the difference from what it holds."))
                        .build());
        types.put(
                insertion,
                part(insertion, "Elements to put in.")
                        .field(Types.input(PatchReader.AT, index, "The index of the first of them afterwards."))
                        .field(Types.input(PatchReader.ITEMS, GraphQLNonNull.nonNull(elements), "What to put in."))
                        .build());
        types.put(
                Names.LIST_REMOVAL,
                part(Names.LIST_REMOVAL, "Elements to take out.")
                        .field(Types.input(PatchReader.AT, index, "The index of the first of them."))
                        .field(Types.input(PatchReader.COUNT, index, "How many they are."))
                        .build());
        types.put(
                Names.LIST_MOVE,
                part(Names.LIST_MOVE, "An element to move.")
                        .field(Types.input(PatchReader.FROM, index, "Its index."))
                        .field(Types.input(PatchReader.TO, index, "Its index afterwards."))
                        .build());
    }

    private static GraphQLInputObjectType.Builder part(String name, String description) {
        return GraphQLInputObjectType.newInputObject().name(name).description(description);
    }
}
