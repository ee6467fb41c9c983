package org.ankurah.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLObjectType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.query.Fetch;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** The query type: one entity, many entities, any entity. */
final class QueryTypes {

    private static final String ID = "id";

    private final Models models;
    private final GraphQLCodeRegistry.Builder code;

    QueryTypes(Models models, GraphQLCodeRegistry.Builder code) {
        this.models = models;
        this.code = code;
    }

    GraphQLObjectType query() {
        ObjectType query = new ObjectType(Names.QUERY, "What can be read.", code);
        for (ModelDescriptor model : models.all()) {
            addOne(query, model);
            addMany(query, model);
            addAggregate(query, model);
        }
        new ApiKeyTypes(code).addToQuery(query);
        new TextTypes(models, code).addTo(query);
        return query.field(
                        "events",
                        Types.some(Names.EVENT_PAGE),
                        "A page of the log, in order: the events for which all that is given holds.",
                        LogPage.arguments(),
                        field -> LogPage.fetch(models, field))
                .field(
                        "entity",
                        Types.ref(Names.ENTITY),
                        "The entity of this id, of whichever type; null if there is none or it is deleted.",
                        List.of(Types.argument(ID, Types.ID, "Its id."), PositionArguments.at()),
                        field -> PositionArguments.fetch(field, moment -> {
                            Ulid id = id(field);
                            return id == null ? nobody() : Loads.anyEntity(moment.request(), moment.reading(), id);
                        }))
                .build();
    }

    private void addOne(ObjectType query, ModelDescriptor model) {
        query.field(
                Names.one(model),
                Types.ref(model.typeName()),
                "The `" + model.typeName() + "` of this id; null if there is none or it is deleted.",
                List.of(Types.argument(ID, Types.ID, "Its id."), PositionArguments.at()),
                field -> PositionArguments.fetch(field, moment -> {
                    Ulid id = id(field);
                    return id == null ? nobody() : moment.entity(model.collection(), id);
                }));
    }

    private void addMany(ObjectType query, ModelDescriptor model) {
        List<GraphQLArgument> arguments = new ArrayList<>(SelectionArguments.of(model));
        arguments.addAll(PageArguments.forward());
        arguments.addAll(PageArguments.backward());
        arguments.add(PositionArguments.at());
        query.field(
                Names.many(model),
                Types.some(Names.connection(model)),
                "A page of the " + Names.many(model) + " that match.",
                arguments,
                field -> {
                    Fetch fetch = PageArguments.fetch(models, model, field.getArguments());
                    return PositionArguments.fetch(
                            field,
                            moment ->
                                    Connection.fetch(new CollectionSource(moment.request(), moment.reading()), fetch));
                });
    }

    private void addAggregate(ObjectType query, ModelDescriptor model) {
        List<GraphQLArgument> arguments = new ArrayList<>(AggregateTypes.arguments(model));
        arguments.add(PositionArguments.at());
        query.field(
                Names.aggregates(model),
                Types.some(Names.aggregate(model)),
                "Figures about the " + Names.many(model) + " that match, by groups. Only what is selected is computed.",
                arguments,
                field -> {
                    AggregatePlan plan = AggregatePlan.read(models, model, field, List.of(AggregateTypes.GROUPS));
                    return PositionArguments.fetch(
                            field,
                            moment -> moment.request()
                                    .batches()
                                    .await(moment.reading().aggregate(plan.aggregation()))
                                    .thenApply(groups -> {
                                        moment.request().budget().spend(groups.size());
                                        return plan.show(groups);
                                    }));
                });
    }

    private static CompletableFuture<@Nullable EntityState> nobody() {
        return CompletableFuture.completedFuture(null);
    }

    /** An id that is no ULID is like an unknown one. */
    private static @Nullable Ulid id(DataFetchingEnvironment field) {
        return Ulid.tryParse(field.getArgument(ID));
    }
}
