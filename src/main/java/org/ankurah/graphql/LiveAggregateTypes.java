package org.ankurah.graphql;

import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import java.util.List;
import org.ankurah.model.ModelDescriptor;

/** The payloads of live aggregates. */
final class LiveAggregateTypes {

    static final String GROUP = "group";

    private final GraphQLCodeRegistry.Builder code;

    LiveAggregateTypes(GraphQLCodeRegistry.Builder code) {
        this.code = code;
    }

    /** All types of the payloads of a model's live aggregates, beside those that queries have as well. */
    List<GraphQLNamedType> of(ModelDescriptor model) {
        return List.of(changes(model), change(model));
    }

    private GraphQLObjectType changes(ModelDescriptor model) {
        return new ObjectType(
                        Names.aggregateChanges(model),
                        "What one transaction did to live figures. To fold it: replace the group of each `key` that"
                                + " `changes` names, and take out those that are `REMOVED`.",
                        code)
                .local(
                        SubscriptionTypes.CURSOR,
                        Types.STRING,
                        SubscriptionTypes.CURSOR_TEXT,
                        LiveAggregatePayload.class,
                        LiveAggregatePayload::cursor)
                .local(
                        SubscriptionTypes.RESET,
                        Types.BOOLEAN,
                        SubscriptionTypes.RESET_TEXT,
                        LiveAggregatePayload.class,
                        LiveAggregatePayload::reset)
                .local(
                        AggregateTypes.GROUPS,
                        Types.someListOf(Names.group(model)),
                        "All current groups in ascending order of their keys, nulls last. Costs only those who select"
                                + " it.",
                        LiveAggregatePayload.class,
                        LiveAggregatePayload::groups)
                .local(
                        SubscriptionTypes.CHANGES,
                        Types.someListOf(Names.groupChange(model)),
                        "The groups that came, changed or went, in the order of their keys.",
                        LiveAggregatePayload.class,
                        LiveAggregatePayload::changes)
                .build();
    }

    private GraphQLObjectType change(ModelDescriptor model) {
        ObjectType type = new ObjectType(
                        Names.groupChange(model), "What happened to a group of " + Names.many(model) + ".", code)
                .local(
                        "kind",
                        Types.some(Names.CHANGE_KIND),
                        "How it changed.",
                        LiveAggregatePayload.Change.class,
                        LiveAggregatePayload.Change::kind);
        if (!model.properties().isEmpty()) {
            type.local(
                    AggregateTypes.KEY,
                    Types.some(Names.key(model)),
                    "What tells the group from the others.",
                    LiveAggregatePayload.Change.class,
                    LiveAggregatePayload.Change::key);
        }
        return type.local(
                        GROUP,
                        Types.ref(Names.group(model)),
                        "The group; null when `REMOVED`.",
                        LiveAggregatePayload.Change.class,
                        LiveAggregatePayload.Change::group)
                .build();
    }
}
