package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Fetch;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.Interest;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;

/**
 * Opens live queries: each is known to the reactor before its first result is read, so that no commit falls
 * between the two; commits that the result holds already are left out by their position.
 */
final class LiveQueries {

    /** Most entities in one live result: it is held in memory as long as the live query is open. */
    static final int MAX_RESULT = 100_000;

    /** Change sets that wait for a slow subscriber before its live query ends with an error. */
    private static final int MAX_PENDING = 1_000;

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final AtomicInteger open = new AtomicInteger();

    LiveQueries(StorageEngine storage, LiveFeed feed) {
        this.storage = storage;
        this.feed = feed;
    }

    int open() {
        return open.get();
    }

    /** A stream that opens a live query of its own for each subscriber and ends it when the subscriber leaves. */
    Multi<ChangeSet<EntityState>> subscribe(LiveRequest request) {
        return Multi.createFrom()
                .<ChangeSet<EntityState>>emitter(
                        emitter -> begin(request.selection(), request.interest(), emitter), MAX_PENDING)
                .onFailure(BackPressureFailure.class)
                .transform(overflow -> AnkurahException.limitExceeded("The subscriber is too slow: more than "
                        + MAX_PENDING + " changes wait for it. Subscribe again."));
    }

    private void begin(Selection selection, Interest interest, MultiEmitter<? super ChangeSet<EntityState>> emitter) {
        open.incrementAndGet();
        feed.run(reactor -> {
            LiveQuery query;
            try {
                query = reactor.register(selection, interest, emitter::emit, emitter::fail);
            } catch (AnkurahException refused) {
                emitter.onTermination(open::decrementAndGet);
                emitter.fail(refused);
                return;
            }
            emitter.onTermination(() -> {
                open.decrementAndGet();
                feed.run(r -> query.cancel());
            });
            storage.fetch(Fetch.first(selection, MAX_RESULT + 1))
                    .subscribe()
                    .with(page -> feed.run(r -> start(query, page, emitter)), emitter::fail);
        });
    }

    private static void start(LiveQuery query, Page page, MultiEmitter<? super ChangeSet<EntityState>> emitter) {
        if (page.rows().size() > MAX_RESULT) {
            emitter.fail(AnkurahException.limitExceeded(
                    "A live query holds at most " + MAX_RESULT + " entities. Narrow its filter."));
            return;
        }
        query.start(page.position(), page.rows().stream().map(Page.Row::entity).toList());
    }
}
