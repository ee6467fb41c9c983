package org.ankurah.graphql;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.query.SortKey;

/**
 * A page of entities as Relay shows it.
 *
 * @param source where the page came from, for what else is selected
 * @param fetch what was asked
 * @param page what was found
 */
record Connection(Source source, Fetch fetch, Page page) {

    /** Where pages come from: a collection, or the entities that refer to one entity. */
    interface Source {

        CompletableFuture<Page> fetch(Fetch fetch);

        CompletableFuture<Long> count(Selection selection);
    }

    /** One entry of a page. */
    record Edge(Selection selection, Page.Row row) {

        String cursor() {
            return PageCursor.encode(selection, row.key());
        }
    }

    /** Fetches a page; storage never sees an empty one, which asks only whether there is more. */
    static CompletableFuture<Connection> fetch(Source source, Fetch fetch) {
        if (fetch.size() > 0) {
            return source.fetch(fetch).thenApply(page -> new Connection(source, fetch, page));
        }
        Fetch probe = new Fetch(fetch.selection(), fetch.after(), fetch.before(), 1, fetch.fromEnd());
        return source.fetch(probe)
                .thenApply(page ->
                        new Page(page.position(), List.of(), !page.rows().isEmpty()))
                .thenApply(page -> new Connection(source, fetch, page));
    }

    List<Edge> edges() {
        return page.rows().stream().map(row -> new Edge(fetch.selection(), row)).toList();
    }

    List<EntityState> nodes() {
        return page.rows().stream().map(Page.Row::entity).toList();
    }

    /** The number of all matches, on this page or not. */
    CompletionStage<Long> totalCount() {
        return source.count(fetch.selection());
    }

    PageInfo pageInfo() {
        List<Page.Row> rows = page.rows();
        String start = rows.isEmpty()
                ? null
                : PageCursor.encode(fetch.selection(), rows.get(0).key());
        String end = rows.isEmpty()
                ? null
                : PageCursor.encode(fetch.selection(), rows.get(rows.size() - 1).key());
        return new PageInfo(this::hasNext, this::hasPrevious, start, end);
    }

    private CompletionStage<Boolean> hasNext() {
        if (!fetch.fromEnd() && page.more()) {
            return CompletableFuture.completedFuture(true);
        }
        return fetch.before() == null ? CompletableFuture.completedFuture(false) : differsAtEnd(true);
    }

    private CompletionStage<Boolean> hasPrevious() {
        if (fetch.fromEnd() && page.more()) {
            return CompletableFuture.completedFuture(true);
        }
        return fetch.after() == null ? CompletableFuture.completedFuture(false) : differsAtEnd(false);
    }

    /** Whether the whole result ends elsewhere than this page does. */
    private CompletionStage<Boolean> differsAtEnd(boolean last) {
        List<Page.Row> rows = page.rows();
        SortKey own =
                rows.isEmpty() ? null : rows.get(last ? rows.size() - 1 : 0).key();
        return source.fetch(new Fetch(fetch.selection(), null, null, 1, last))
                .thenApply(ends ->
                        !ends.rows().isEmpty() && !ends.rows().get(0).key().equals(own));
    }
}
