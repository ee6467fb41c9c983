package org.ankurah.graphql;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.merge.EntityState;
import org.ankurah.model.ModelDescriptor;
import org.ankurah.model.Models;
import org.ankurah.node.Access;
import org.ankurah.node.Context;
import org.ankurah.node.LiveRequest;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.query.Selection;
import org.ankurah.query.Sight;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Starts a live query, or goes on with one. */
final class LiveQueryFetcher implements DataFetcher<Object> {

    static final String SINCE = "since";
    static final String CONTINUE_FROM = "continueFrom";

    private final Models models;
    private final ModelDescriptor model;

    LiveQueryFetcher(Models models, ModelDescriptor model) {
        this.models = models;
        this.model = model;
    }

    @Override
    public Object get(DataFetchingEnvironment field) {
        if (GivenPayload.of(field.getGraphQlContext()) instanceof GivenPayload.Entities given) {
            return payload(field, given.changes(), given.query());
        }
        Context context = Request.of(field).context();
        Interest interest = InterestReader.read(models, model, field.getSelectionSet());
        Selection selection = context.seen(LiveSelectionReader.read(models, model, field.getArguments()), interest);
        String selected = SelectedText.ofPayload(field.getSelectionSet()) + context.scope(selection, interest);
        String query = LiveQueryDigest.of(selection, selected);
        LiveRequest request = new LiveRequest(selection, interest, resume(field, selection, interest, selected, query));
        Resume resume = request.resume();
        LiveStart<ChangeSet<EntityState>> start = new LiveStart<>(
                LiveQueryDigest.ofForm(query, field),
                query,
                resume == null ? null : (Long) resume.position(),
                subscriber -> context.follow(request, subscriber),
                GivenPayload.Entities::new);
        field.getGraphQlContext().put(LiveStart.class, start);
        return AdaptersToReactiveStreams.publisher(
                context.subscribe(request).map(changes -> payload(field, changes, query)));
    }

    /**
     * What the client holds, or null if it holds nothing that this live query can build on. Its cursor tells what it
     * is: mostly a result of this live query, also where a client that lost its connection repeats how it once began.
     */
    private @Nullable Resume resume(
            DataFetchingEnvironment field, Selection selection, Interest interest, String selected, String query) {
        Renewal renewal = Renewal.of(field.getGraphQlContext());
        if (renewal != null) {
            return renewed(field, selection, interest, renewal);
        }
        String since = field.getArgument(SINCE);
        Map<String, Object> continueFrom = field.getArgument(CONTINUE_FROM);
        Selection held = continueFrom == null
                ? null
                : Request.of(field).context().seen(LiveSelectionReader.read(models, model, continueFrom), interest);
        if (since == null && held != null) {
            throw AnkurahException.badQuery(
                    CONTINUE_FROM + " describes what was held at the cursor " + SINCE + ", which is missing.",
                    CONTINUE_FROM);
        }
        LogCursor cursor = since == null ? null : LogCursor.decode(since, SINCE);
        if (cursor == null) {
            return null;
        }
        if (query.equals(cursor.query())) {
            return new Resume(cursor.position(), selection);
        }
        if (held == null || !LiveQueryDigest.of(held, selected).equals(cursor.query())) {
            return null;
        }
        return new Resume(cursor.position(), held);
    }

    /**
     * What the client of a live query holds that goes on under other rights. If nothing has changed but which entities
     * are listed, it is told which have come and gone; otherwise it begins anew, as what is shown of them may differ.
     */
    private @Nullable Resume renewed(
            DataFetchingEnvironment field, Selection selection, Interest interest, Renewal renewal) {
        Long position = renewal.position();
        Access before = renewal.held();
        if (position == null || before == null) {
            return null;
        }
        Context now = Request.of(field).context();
        Context then = now.under(before);
        Selection held = then.seen(LiveSelectionReader.read(models, model, field.getArguments()), interest);
        Sight sight = held.sight();
        Sight listed = new Sight(selection.sight().rule(), sight.referred(), sight.inverse(), sight.others());
        boolean onlyListed =
                listed.equals(selection.sight()) && then.scope(held, interest).equals(now.scope(selection, interest));
        return onlyListed ? new Resume(position, held) : null;
    }

    /** Everything below a payload finds in its local context what the payload brings along. */
    private static DataFetcherResult<LivePayload> payload(
            DataFetchingEnvironment field, ChangeSet<EntityState> changes, String query) {
        Request request = Request.of(field);
        return DataFetcherResult.<LivePayload>newResult()
                .data(new LivePayload(request.context().shown(changes), query))
                .localContext(new PayloadNeighbours(request, changes.position(), changes.world()))
                .build();
    }
}
