package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ankurah.node.Reading;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.value.Ulid;

/**
 * Pages of the entities that refer to one entity. Equal questions about several entities are one read.
 *
 * @param reading reads of the moment that is shown
 * @param property the referring property
 * @param target the entity that is referred to
 */
record ReferringSource(Request request, Reading reading, String property, Ulid target) implements Connection.Source {

    private static final Page NOTHING = new Page(0, List.of(), false);

    private record Pages(Reading reading, Fetch fetch, String property) {}

    private record Counts(Reading reading, Selection selection, String property) {}

    @Override
    public CompletableFuture<Page> fetch(Fetch fetch) {
        return request.batches()
                .load(
                        new Pages(reading, fetch, property),
                        target,
                        targets -> reading.fetchReferring(fetch, property, targets),
                        NOTHING)
                .thenApply(page -> CollectionSource.spend(request, page));
    }

    @Override
    public CompletableFuture<Long> count(Selection selection) {
        return request.batches()
                .load(
                        new Counts(reading, selection, property),
                        target,
                        targets -> reading.countReferring(selection, property, targets),
                        0L);
    }
}
