package org.ankurah.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import mutiny.zero.flow.adapters.AdaptersToReactiveStreams;
import org.ankurah.model.Models;
import org.ankurah.node.Context;
import org.ankurah.node.LogBatch;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** Starts the stream of the log itself. */
final class LogFetcher implements DataFetcher<Publisher<LogBatch>> {

    static final String SINCE = "since";
    static final String COLLECTIONS = "collections";

    private final Models models;

    LogFetcher(Models models) {
        this.models = models;
    }

    @Override
    public Publisher<LogBatch> get(DataFetchingEnvironment field) {
        String since = field.getArgument(SINCE);
        Renewal renewal = Renewal.of(field.getGraphQlContext());
        Long sent = renewal == null ? null : renewal.position();
        Long start = sent != null || since == null
                ? sent
                : (Long) LogCursor.decode(since, SINCE).position();
        Set<String> collections = collections(models, field.getArgument(COLLECTIONS));
        Context context = Request.of(field).context();
        context.log().require(collections);
        Multi<LogBatch> batches = context.position()
                .onItem()
                .transformToMulti(end -> follow(context, start == null ? end : start, end))
                .map(batch -> filtered(batch, collections));
        AtomicReference<@Nullable Long> place = new AtomicReference<>(sent);
        field.getGraphQlContext().put(LogSource.PLACE_KEY, place);
        return AdaptersToReactiveStreams.publisher(
                withoutEmpty(batches, sent == null).invoke(batch -> place.set(batch.position())));
    }

    /** The log behind a place. What starts at the end of the log starts with a payload that says where it is. */
    private static Multi<LogBatch> follow(Context context, long start, long end) {
        if (start > end) {
            throw LogCursor.unknown(SINCE);
        }
        Multi<LogBatch> behind = context.events(start);
        Multi<LogBatch> here = Multi.createFrom().item(new LogBatch(start, List.of()));
        return start < end ? behind : Multi.createBy().concatenating().streams(here, behind);
    }

    private static LogBatch filtered(LogBatch batch, @Nullable Set<String> collections) {
        if (collections == null) {
            return batch;
        }
        return new LogBatch(
                batch.position(),
                batch.events().stream()
                        .filter(event -> collections.contains(event.event().collection()))
                        .toList());
    }

    /** The first batch of all is always sent; of the others only those that hold something. */
    private static Multi<LogBatch> withoutEmpty(Multi<LogBatch> batches, boolean begins) {
        return Multi.createFrom().deferred(() -> {
            AtomicBoolean first = new AtomicBoolean(begins);
            return batches.filter(
                    batch -> first.getAndSet(false) || !batch.events().isEmpty());
        });
    }

    /**
     * The collections that an argument names, or null for any.
     *
     * @throws AnkurahException with {@code BAD_QUERY}, if there is no such collection
     */
    static @Nullable Set<String> collections(Models models, @Nullable List<String> names) {
        if (names == null) {
            return null;
        }
        for (String name : names) {
            if (models.find(name) == null) {
                throw AnkurahException.badQuery("There is no collection " + name + ".", COLLECTIONS);
            }
        }
        return Set.copyOf(names);
    }
}
