package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.AggregateRequest;
import org.ankurah.node.Context;
import org.ankurah.reactor.GroupChanges;
import org.jspecify.annotations.Nullable;

/** Starts a live aggregate, or goes on with one. */
final class LiveAggregateFetcher implements DataFetcher<Object> {

    /** Where a payload shows groups. */
    private static final List<String> GROUPS =
            List.of(AggregateTypes.GROUPS, SubscriptionTypes.CHANGES + "/" + LiveAggregateTypes.GROUP);

    private final Models models;
    private final ModelDescriptor model;

    LiveAggregateFetcher(Models models, ModelDescriptor model) {
        this.models = models;
        this.model = model;
    }

    @Override
    public Object get(DataFetchingEnvironment field) {
        AggregatePlan plan = AggregatePlan.read(models, model, field, GROUPS);
        if (GivenPayload.of(field.getGraphQlContext()) instanceof GivenPayload.Groups given) {
            return new LiveAggregatePayload(given.changes(), plan, given.query());
        }
        Context context = Request.of(field).context();
        String query =
                LiveQueryDigest.of(context.seen(plan.aggregation()), SelectedText.ofPayload(field.getSelectionSet()));
        AggregateRequest request = new AggregateRequest(
                plan.aggregation(),
                field.getSelectionSet().contains(AggregateTypes.GROUPS),
                Renewal.of(field.getGraphQlContext()) == null
                        ? since(field.getArgument(LiveQueryFetcher.SINCE), query)
                        : null);
        LiveStart<GroupChanges> start = new LiveStart<>(
                LiveQueryDigest.ofForm(query, field),
                query,
                request.since(),
                subscriber -> context.follow(request, subscriber),
                GivenPayload.Groups::new);
        field.getGraphQlContext().put(LiveStart.class, start);
        return AdaptersToReactiveStreams.publisher(
                context.subscribe(request).map(changes -> new LiveAggregatePayload(changes, plan, query)));
    }

    /** Where the client left this very aggregate; null if it holds nothing of it. */
    private static @Nullable Long since(@Nullable String cursor, String query) {
        if (cursor == null) {
            return null;
        }
        LogCursor held = LogCursor.decode(cursor, LiveQueryFetcher.SINCE);
        return query.equals(held.query()) ? (Long) held.position() : null;
    }
}
