package org.ankurah.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sees to it that no two types of the generated API, and no two of its operations, have one name: each part of the
 * API claims its names, and a second claim is a problem.
 */
final class NameClaims {

    /** What the API itself needs, whatever the models. */
    private static final List<String> OWN_TYPES = List.of(
            "Query",
            "Mutation",
            "Subscription",
            "Entity",
            "Node",
            "Revision",
            "Event",
            "EventBatch",
            "EventConnection",
            "EventEdge",
            "EventPage",
            "EventBranch",
            "PropertyDiff",
            "ApiKey",
            "ApiKeyInput",
            "ApiKeyPayload",
            "PageInfo",
            "PurgePayload",
            "ChangeKind",
            "Direction",
            "TextPatch",
            "TextState",
            "TextInsert",
            "TextDelete",
            "CounterPatch",
            "DecimalCounterPatch",
            "ListRemoval",
            "ListMove",
            "JsonPatch");

    private static final List<String> SCALARS = List.of(
            "String", "Int", "Float", "Boolean", "ID", "Long", "Decimal", "DateTime", "Date", "UUID", "Json", "Base64");

    /** What each model's types are called behind its name. */
    private static final List<String> DERIVED = List.of(
            "Filter",
            "RelationFilter",
            "Order",
            "Input",
            "Patch",
            "Payload",
            "Connection",
            "Edge",
            "Change",
            "Changes",
            "Field");

    /** What the types that are made for a type of values are called behind its name. */
    private static final List<String> OF_VALUES =
            List.of("Filter", "ListFilter", "SetPatch", "ListPatch", "ListInsertion");

    /** Fields that stand beside one named after the collection: in payloads, in changes, among the operations. */
    private static final Set<String> BESIDE_ONE =
            Set.of("id", "kind", "index", "fields", "events", "cursor", "entity", "textUpdates", "textAwareness");

    private static final Set<String> BESIDE_MANY = Set.of("events", "cursor", "entity", "textUpdates", "textAwareness");

    private final Problems problems;
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, String> operations = new HashMap<>();

    NameClaims(Problems problems) {
        this.problems = problems;
        OWN_TYPES.forEach(name -> types.put(name, "a type of the API itself"));
        Stream.concat(Stream.of("Text", "Counter"), SCALARS.stream()).forEach(scalar -> {
            OF_VALUES.forEach(suffix -> types.put(scalar + suffix, "a type of the API itself"));
        });
        SCALARS.forEach(name -> types.put(name, "a scalar of the API"));
    }

    void check(List<ModelDraft> models, Set<Class<?>> enums, Set<PropertyType<?>> own) {
        models.forEach(
                model -> claimType(model.typeName(), "model " + model.record().getName()));
        enums.forEach(type -> claimType(type.getSimpleName(), "enum " + type.getName()));
        own.forEach(this::claimOwn);
        Map<String, ModelDraft> distinct = new LinkedHashMap<>();
        models.forEach(model -> distinct.putIfAbsent(model.typeName(), model));
        distinct.values().forEach(this::claimDerived);
        enums.stream()
                .map(Class::getSimpleName)
                .distinct()
                .forEach(name -> OF_VALUES.forEach(
                        suffix -> claimType(name + suffix, "a type that is generated for enum " + name)));
        distinct.values().forEach(this::claimOperations);
    }

    private void claimOwn(PropertyType<?> type) {
        String owner = "the own type of " + type.javaClass().getName();
        claimType(type.name(), owner);
        claimType(type.name() + "Filter", owner);
        for (PropertyType.Operator operator : type.operators()) {
            if (!operator.fields().isEmpty()) {
                claimType(type.name() + Names.upperCamel(operator.name()), owner);
            }
        }
    }

    private void claimDerived(ModelDraft model) {
        DERIVED.forEach(suffix -> claimType(model.typeName() + suffix, derivedFrom(model)));
    }

    private static String derivedFrom(ModelDraft model) {
        return "a type that is generated for model " + model.typeName();
    }

    private void claimOperations(ModelDraft model) {
        String place = model.typeName();
        if (BESIDE_ONE.contains(model.collection())) {
            problems.add(place, "the collection name " + model.collection() + " is reserved; rename the record");
        }
        if (BESIDE_MANY.contains(model.plural())) {
            problems.add(place, "the plural " + model.plural() + " is reserved; choose one with @Model(plural = …)");
        }
        if (model.plural().equals(model.collection())) {
            problems.add(
                    place,
                    "one and many are both called " + model.plural() + "; choose a plural with @Model(plural = …)");
            return;
        }
        claimOperation(place, "collection", model.collection());
        String payload = Names.upperCamel(model.plural()) + "Payload";
        if (claimOperation(place, "plural", model.plural()) && !payload.equals(model.typeName() + "Payload")) {
            claimType(payload, derivedFrom(model));
        }
    }

    private boolean claimOperation(String place, String what, String name) {
        String owner = operations.putIfAbsent(Names.squashed(name), "the " + what + " of " + place);
        if (owner != null) {
            problems.add(
                    place,
                    "the " + what + " " + name + " is taken as " + owner + "; choose another with @Model(" + what
                            + " = …)");
        }
        return owner == null;
    }

    private void claimType(String name, String owner) {
        String other = types.putIfAbsent(name, owner);
        if (other != null) {
            problems.add(name, "this type name would be both " + other + " and " + owner + "; rename one of them");
        }
    }
}
