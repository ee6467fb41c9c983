package org.ankurah.graphql;

import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.PropertyDescriptor;

/** The names of types, fields and operations that a model gets in the API. */
final class Names {

    static final String ENTITY = "Entity";
    static final String REVISION = "Revision";
    static final String EVENT = "Event";
    static final String EVENT_EDGE = "EventEdge";
    static final String EVENT_CONNECTION = "EventConnection";
    static final String EVENT_PAGE = "EventPage";
    static final String EVENT_BRANCH = "EventBranch";
    static final String PROPERTY_DIFF = "PropertyDiff";
    static final String EVENT_BATCH = "EventBatch";
    static final String PURGE_PAYLOAD = "PurgePayload";
    static final String PAGE_INFO = "PageInfo";
    static final String CHANGE_KIND = "ChangeKind";
    static final String DIRECTION = "Direction";
    static final String TEXT_PATCH = "TextPatch";
    static final String TEXT_INSERT = "TextInsert";
    static final String TEXT_DELETE = "TextDelete";
    static final String COUNTER_PATCH = "CounterPatch";
    static final String DECIMAL_COUNTER_PATCH = "DecimalCounterPatch";
    static final String JSON_PATCH = "JsonPatch";
    static final String LIST_REMOVAL = "ListRemoval";
    static final String LIST_MOVE = "ListMove";
    static final String QUERY = "Query";
    static final String MUTATION = "Mutation";
    static final String SUBSCRIPTION = "Subscription";

    private Names() {}

    static String one(ModelDescriptor model) {
        return model.collection();
    }

    static String many(ModelDescriptor model) {
        return model.plural();
    }

    static String connection(ModelDescriptor model) {
        return model.typeName() + "Connection";
    }

    static String edge(ModelDescriptor model) {
        return model.typeName() + "Edge";
    }

    static String filter(ModelDescriptor model) {
        return model.typeName() + "Filter";
    }

    /** The filter of an inverse field that lists entities of this model. */
    static String relationFilter(ModelDescriptor model) {
        return model.typeName() + "RelationFilter";
    }

    static String order(ModelDescriptor model) {
        return model.typeName() + "Order";
    }

    static String input(ModelDescriptor model) {
        return model.typeName() + "Input";
    }

    static String patch(ModelDescriptor model) {
        return model.typeName() + "Patch";
    }

    static String payload(ModelDescriptor model) {
        return model.typeName() + "Payload";
    }

    static String manyPayload(ModelDescriptor model) {
        return capital(model.plural()) + "Payload";
    }

    static String changes(ModelDescriptor model) {
        return model.typeName() + "Changes";
    }

    static String change(ModelDescriptor model) {
        return model.typeName() + "Change";
    }

    static String liveQuery(ModelDescriptor model) {
        return model.typeName() + "LiveQuery";
    }

    static String aggregates(ModelDescriptor model) {
        return model.plural() + "Aggregate";
    }

    static String aggregate(ModelDescriptor model) {
        return capital(aggregates(model));
    }

    static String aggregateChanges(ModelDescriptor model) {
        return aggregate(model) + "Changes";
    }

    static String group(ModelDescriptor model) {
        return model.typeName() + "Group";
    }

    static String groupChange(ModelDescriptor model) {
        return group(model) + "Change";
    }

    static String key(ModelDescriptor model) {
        return model.typeName() + "Key";
    }

    static String field(ModelDescriptor model) {
        return model.typeName() + "Field";
    }

    /** @param kind which figures, such as {@code sum} */
    static String figures(ModelDescriptor model, String kind) {
        return model.typeName() + capital(kind);
    }

    static String create(ModelDescriptor model) {
        return "create" + capital(model.collection());
    }

    static String createMany(ModelDescriptor model) {
        return "create" + capital(model.plural());
    }

    static String update(ModelDescriptor model) {
        return "update" + capital(model.collection());
    }

    static String delete(ModelDescriptor model) {
        return "delete" + capital(model.collection());
    }

    static String restore(ModelDescriptor model) {
        return "restore" + capital(model.collection());
    }

    static String purge(ModelDescriptor model) {
        return "purge" + capital(model.collection());
    }

    /** The type that changes values which are merged in a way of the application's own. */
    static String ownPatch(PropertyDescriptor.Backend backend, String type) {
        return capital(backend.label()) + "Of" + type + "Patch";
    }

    /** The operation that gives the document of a collaborative text. */
    static String text(ModelDescriptor model, String property) {
        return model.collection() + "Text" + capital(property);
    }

    /** What an operator of an own type takes. */
    static String operator(String type, String operator) {
        return type + capital(operator);
    }

    /** "an album", "a track": how a description speaks of one entity. */
    static String article(ModelDescriptor model) {
        String word = model.typeName();
        boolean vowel = "AEIOU".indexOf(word.charAt(0)) >= 0;
        return (vowel ? "an `" : "a `") + word + "`";
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
