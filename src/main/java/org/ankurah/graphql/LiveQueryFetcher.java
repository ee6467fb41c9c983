package org.ankurah.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Multi;
import java.util.Map;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.Context;
import org.ankurah.node.LiveRequest;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.query.Entities;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Starts a live query, or goes on with one. */
final class LiveQueryFetcher implements DataFetcher<Publisher<DataFetcherResult<LivePayload>>> {

    static final String SINCE = "since";
    static final String CONTINUE_FROM = "continueFrom";

    private final Models models;
    private final ModelDescriptor model;

    LiveQueryFetcher(Models models, ModelDescriptor model) {
        this.models = models;
        this.model = model;
    }

    @Override
    public Publisher<DataFetcherResult<LivePayload>> get(DataFetchingEnvironment field) {
        Selection selection = LiveSelectionReader.read(models, model, field.getArguments());
        Interest interest = InterestReader.read(models, model, field.getSelectionSet());
        String selected = SelectedText.write(field.getSelectionSet());
        LiveRequest request = new LiveRequest(selection, interest, resume(field, selection, selected));
        String query = LiveQueryDigest.of(selection, selected);
        return AdaptersToReactiveStreams.publisher(
                subscribe(Request.of(field).context(), request).map(changes -> payload(field, changes, query)));
    }

    /** What the client holds, or null if it holds nothing that this live query can build on. */
    private @Nullable Resume resume(DataFetchingEnvironment field, Selection selection, String selected) {
        String since = field.getArgument(SINCE);
        Map<String, Object> continueFrom = field.getArgument(CONTINUE_FROM);
        if (since == null) {
            if (continueFrom != null) {
                throw AnkurahException.badQuery(
                        CONTINUE_FROM + " describes what was held at the cursor " + SINCE + ", which is missing.",
                        CONTINUE_FROM);
            }
            return null;
        }
        LogCursor cursor = LogCursor.decode(since, SINCE);
        Selection held = continueFrom == null ? selection : LiveSelectionReader.read(models, model, continueFrom);
        boolean ofHeld = LiveQueryDigest.of(held, selected).equals(cursor.query());
        return ofHeld ? new Resume(cursor.position(), held) : null;
    }

    /** A cursor of a place that this log does not have is one of another log, so that nothing can build on it. */
    private static Multi<ChangeSet<EntityState>> subscribe(Context context, LiveRequest request) {
        Resume resume = request.resume();
        if (resume == null) {
            return context.subscribe(request);
        }
        return context.position()
                .onItem()
                .transformToMulti(end -> context.subscribe(
                        resume.position() <= end
                                ? request
                                : new LiveRequest(request.selection(), request.interest(), null)));
    }

    /** Everything below a payload finds in its local context what the payload brings along. */
    private static DataFetcherResult<LivePayload> payload(
            DataFetchingEnvironment field, ChangeSet<EntityState> changes, String query) {
        DataFetcherResult.Builder<LivePayload> payload = DataFetcherResult.newResult();
        payload.data(new LivePayload(changes, query));
        if (changes.world() != Entities.NONE) {
            payload.localContext(new PayloadNeighbours(Request.of(field), changes.position(), changes.world()));
        }
        return payload.build();
    }
}
