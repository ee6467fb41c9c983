package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.node.Context;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;

/**
 * Pages of the entities that refer to one entity. Equal questions about several entities are one read.
 *
 * @param property the referring property
 * @param target the entity that is referred to
 */
record ReferringSource(Request request, String property, Ulid target) implements Connection.Source {

    private static final Page NOTHING = new Page(0, List.of(), false);

    private record Pages(Fetch fetch, String property) {}

    private record Counts(Selection selection, String property) {}

    @Override
    public CompletableFuture<Page> fetch(Fetch fetch) {
        Context context = request.context();
        return request.batches()
                .load(
                        new Pages(fetch, property),
                        target,
                        targets -> context.fetchReferring(fetch, property, targets),
                        NOTHING)
                .thenApply(page -> CollectionSource.spend(request, page));
    }

    @Override
    public CompletableFuture<Long> count(Selection selection) {
        Context context = request.context();
        return request.batches()
                .load(
                        new Counts(selection, property),
                        target,
                        targets -> context.countReferring(selection, property, targets),
                        0L);
    }
}
