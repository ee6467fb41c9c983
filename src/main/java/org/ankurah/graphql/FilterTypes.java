package org.ankurah.graphql;

import graphql.Scalars;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.model.Models.InverseField;
import org.ankurah.model.PropertyDescriptor;
import org.ankurah.value.ValueType;

/**
 * The input types that {@code where} takes: one per model, one per model that refers to another, and one per type of
 * property.
 */
final class FilterTypes {

    static final String AND = "and";
    static final String OR = "or";
    static final String NOT = "not";
    static final String ID = "id";
    static final String IS_NULL = "isNull";
    static final String IS_EMPTY = "isEmpty";
    static final String PATH = "path";
    static final String SOME = "some";
    static final String EVERY = "every";
    static final String NONE = "none";
    static final String COUNT = "count";

    static final String IS_NULL_TEXT = "Whether there is no value. `eq: null` matches nothing.";

    private final Models models;
    private final Map<String, GraphQLInputObjectType> types = new LinkedHashMap<>();

    private FilterTypes(Models models) {
        this.models = models;
    }

    /** All filter types of these models. */
    static List<GraphQLInputObjectType> of(Models models) {
        FilterTypes filters = new FilterTypes(models);
        models.all().forEach(filters::addModel);
        return List.copyOf(filters.types.values());
    }

    private void addModel(ModelDescriptor model) {
        String name = Names.filter(model);
        GraphQLInputObjectType.Builder type = GraphQLInputObjectType.newInputObject()
                .name(name)
                .description("What " + Names.article(model)
                        + " must be like. All that is given must hold; an empty filter matches everything.")
                .field(Types.input(AND, Types.listOf(name), "All of these hold; of none, it holds."))
                .field(Types.input(OR, Types.listOf(name), "At least one of these holds; of none, it fails."))
                .field(Types.input(NOT, Types.ref(name), "This is false. What compares with null is neither."))
                .field(Types.input(
                        IS_NULL,
                        Scalars.GraphQLBoolean,
                        "Whether the reference that led here is null. Only below a reference."))
                .field(Types.input(ID, Types.ref(addScalar(Scalars.GraphQLID.getName(), Scalars.GraphQLID))));
        for (PropertyDescriptor property : model.properties()) {
            type.field(Types.input(property.name(), Types.ref(filterOf(property)), Descriptions.of(property)));
        }
        for (InverseField inverse : models.inversesOf(model.collection())) {
            ModelDescriptor source = models.get(inverse.source());
            type.field(Types.input(
                    inverse.name(),
                    Types.ref(addRelation(source)),
                    "The entities whose `" + inverse.property() + "` refers here."));
        }
        types.put(name, type.build());
    }

    private String addRelation(ModelDescriptor source) {
        String name = Names.relationFilter(source);
        String filter = Names.filter(source);
        String count = addScalar(Scalars.GraphQLInt.getName(), Scalars.GraphQLInt);
        GraphQLInputObjectType.Builder type = start(
                        name,
                        "What the `" + source.plural() + "` of an entity must be like. All that is given must hold.")
                .field(Types.input(SOME, Types.ref(filter), "At least one is like this; `{}` asks for any at all."))
                .field(Types.input(EVERY, Types.ref(filter), "All are like this; of none, it holds."))
                .field(Types.input(NONE, Types.ref(filter), "None is like this; `{}` asks for none at all."))
                .field(Types.input(COUNT, Types.ref(count), "How many there are."));
        types.putIfAbsent(name, type.build());
        return name;
    }

    private String filterOf(PropertyDescriptor property) {
        return property.own() != null ? OwnTypes.addFilter(property.own(), types) : filterOf(property.type());
    }

    private String filterOf(ValueType type) {
        if (type instanceof ValueType.RefType ref) {
            return Names.filter(models.get(ref.collection()));
        }
        if (type instanceof ValueType.ListType list) {
            return addList(list.element());
        }
        if (type == ValueType.Scalar.JSON) {
            return addJson();
        }
        if (type instanceof ValueType.EnumType) {
            return addEnum(type);
        }
        return addScalar(ValueTypes.name(type), ValueTypes.input(type));
    }

    private String addScalar(String typeName, GraphQLInputType type) {
        String name = typeName + "Filter";
        if (types.containsKey(name)) {
            return name;
        }
        GraphQLInputObjectType.Builder filter = start(name, "What a value of type `" + typeName + "` must be like.")
                .field(Types.input("eq", type, "Equal to this."))
                .field(Types.input("ne", type, "Not equal to this, and not null."));
        if (type != Scalars.GraphQLBoolean) {
            filter.field(Types.input("lt", type, "Less than this."))
                    .field(Types.input("lte", type, "Less than this, or equal."))
                    .field(Types.input("gt", type, "Greater than this."))
                    .field(Types.input("gte", type, "Greater than this, or equal."));
        }
        addMembership(filter, type);
        if (type == Scalars.GraphQLString) {
            filter.field(Types.input(
                            "like",
                            type,
                            "Matches this pattern: `%` is any run of characters, `_` any one, `\\` takes the next as"
                                    + " it is."))
                    .field(Types.input("ilike", type, "Like `like`, whatever the case."))
                    .field(Types.input("startsWith", type, "Starts with exactly this."))
                    .field(Types.input("endsWith", type, "Ends with exactly this."))
                    .field(Types.input("contains", type, "Contains exactly this."));
        }
        types.put(name, filter.build());
        return name;
    }

    private String addEnum(ValueType type) {
        String name = ValueTypes.name(type) + "Filter";
        GraphQLInputType constant = ValueTypes.input(type);
        GraphQLInputObjectType.Builder filter = start(name, "Which constants match.")
                .field(Types.input("eq", constant, "This one."))
                .field(Types.input("ne", constant, "Any but this one, and not null."));
        addMembership(filter, constant);
        types.putIfAbsent(name, filter.build());
        return name;
    }

    private String addList(ValueType element) {
        String name = ValueTypes.name(element) + "ListFilter";
        GraphQLInputType item = ValueTypes.input(element);
        GraphQLList items = GraphQLList.list(GraphQLNonNull.nonNull(item));
        GraphQLInputObjectType.Builder filter = start(name, "What a list must be like.")
                .field(Types.input("contains", item, "Holds this."))
                .field(Types.input("containsAll", items, "Holds all of these."))
                .field(Types.input("containsAny", items, "Holds at least one of these."))
                .field(Types.input(IS_EMPTY, Scalars.GraphQLBoolean, "Whether it holds nothing."))
                .field(Types.input("eq", items, "Holds exactly these, in this order."))
                .field(Types.input(IS_NULL, Scalars.GraphQLBoolean, IS_NULL_TEXT));
        types.putIfAbsent(name, filter.build());
        return name;
    }

    private String addJson() {
        String name = "JsonFilter";
        GraphQLInputType json = ApiScalars.JSON;
        GraphQLInputObjectType.Builder filter = start(
                        name, "What a JSON document, or the part of it at `path`, must be like. Nothing is coerced.")
                .field(Types.input(
                        PATH,
                        Scalars.GraphQLString,
                        "Where to look: member names or list indexes joined by dots, such as `size.width`; the whole"
                                + " document if absent."))
                .field(Types.input("eq", json, "Equal to this."))
                .field(Types.input("ne", json, "Not equal to this, and there."))
                .field(Types.input("lt", json, "Less than this number or string."))
                .field(Types.input("lte", json, "Less than this number or string, or equal."))
                .field(Types.input("gt", json, "Greater than this number or string."))
                .field(Types.input("gte", json, "Greater than this number or string, or equal."))
                .field(Types.input("in", GraphQLList.list(GraphQLNonNull.nonNull(json)), "Equal to one of these."))
                .field(Types.input("contains", json, "Contains this sub-document."))
                .field(Types.input(IS_NULL, Scalars.GraphQLBoolean, "Whether there is nothing, or null."));
        types.putIfAbsent(name, filter.build());
        return name;
    }

    private static void addMembership(GraphQLInputObjectType.Builder filter, GraphQLInputType type) {
        GraphQLList items = GraphQLList.list(GraphQLNonNull.nonNull(type));
        filter.field(Types.input("in", items, "Equal to one of these."))
                .field(Types.input("notIn", items, "Equal to none of these, and not null."))
                .field(Types.input(IS_NULL, Scalars.GraphQLBoolean, IS_NULL_TEXT));
    }

    private static GraphQLInputObjectType.Builder start(String name, String description) {
        return GraphQLInputObjectType.newInputObject().name(name).description(description);
    }
}
