package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Multi;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.LiveRequest;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.LiveRestrictions;
import org.ankurah.value.AnkurahException;
import org.reactivestreams.Publisher;

/** Starts a live query. */
final class LiveQueryFetcher implements DataFetcher<Publisher<ChangeSet<EntityState>>> {

    static final String FIRST = "first";
    static final String SINCE = "since";

    private final Models models;
    private final ModelDescriptor model;

    LiveQueryFetcher(Models models, ModelDescriptor model) {
        this.models = models;
        this.model = model;
    }

    @Override
    public Publisher<ChangeSet<EntityState>> get(DataFetchingEnvironment field) {
        Selection selection = SelectionReader.read(models, model, field);
        checkSupported(field);
        LiveRestrictions.check(selection);
        Interest interest = InterestReader.read(model, field.getSelectionSet());
        Multi<ChangeSet<EntityState>> changes =
                Request.of(field).context().subscribe(new LiveRequest(selection, interest, null));
        return AdaptersToReactiveStreams.publisher(changes);
    }

    private static void checkSupported(DataFetchingEnvironment field) {
        if (field.getArgument(FIRST) != null) {
            throw AnkurahException.badQuery("Live queries cannot be cut to the first n yet: leave first out.", FIRST);
        }
        if (field.getArgument(SINCE) != null) {
            throw AnkurahException.badQuery(
                    "Live queries cannot go on from a cursor yet: leave since out and take the result anew.", SINCE);
        }
    }
}
