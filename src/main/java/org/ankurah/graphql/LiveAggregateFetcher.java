package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.AggregateRequest;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Starts a live aggregate, or goes on with one. */
final class LiveAggregateFetcher implements DataFetcher<Publisher<LiveAggregatePayload>> {

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
    public Publisher<LiveAggregatePayload> get(DataFetchingEnvironment field) {
        AggregatePlan plan = AggregatePlan.read(models, model, field, GROUPS);
        String query = LiveQueryDigest.of(plan.aggregation(), SelectedText.ofPayload(field.getSelectionSet()));
        AggregateRequest request = new AggregateRequest(
                plan.aggregation(),
                field.getSelectionSet().contains(AggregateTypes.GROUPS),
                since(field.getArgument(LiveQueryFetcher.SINCE), query));
        return AdaptersToReactiveStreams.publisher(Request.of(field)
                .context()
                .subscribe(request)
                .map(changes -> new LiveAggregatePayload(changes, plan, query)));
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
