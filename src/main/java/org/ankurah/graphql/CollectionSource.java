package org.ankurah.graphql;

import java.util.concurrent.CompletableFuture;
import org.ankurah.node.Reading;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;

/**
 * Pages of a whole collection.
 *
 * @param reading reads of the moment that is shown
 */
record CollectionSource(Request request, Reading reading) implements Connection.Source {

    @Override
    public CompletableFuture<Page> fetch(Fetch fetch) {
        return request.batches().await(reading.fetch(fetch)).thenApply(page -> spend(request, page));
    }

    @Override
    public CompletableFuture<Long> count(Selection selection) {
        return request.batches().await(reading.count(selection));
    }

    /** Counts a page that was read. */
    static Page spend(Request request, Page page) {
        request.budget().spend(page.rows().size());
        return page;
    }
}
