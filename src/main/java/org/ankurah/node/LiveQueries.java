package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.concurrent.atomic.AtomicInteger;
import org.ankurah.merge.EntityState;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;

/** Opens live queries. */
final class LiveQueries {

    /** Change sets that wait for a slow subscriber before its live query ends with an error. */
    private static final int MAX_PENDING = 1_000;

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final LogReplay replay;
    private final long horizon;
    private final AtomicInteger open = new AtomicInteger();

    /** @param horizon how many events a subscriber may be behind to resume */
    LiveQueries(StorageEngine storage, LiveFeed feed, LogReplay replay, long horizon) {
        this.storage = storage;
        this.feed = feed;
        this.replay = replay;
        this.horizon = horizon;
    }

    int open() {
        return open.get();
    }

    /** A stream that opens a live query of its own for each subscriber and ends it when the subscriber leaves. */
    Multi<ChangeSet<EntityState>> subscribe(LiveRequest request) {
        return Multi.createFrom()
                .<ChangeSet<EntityState>>emitter(emitter -> begin(request, emitter), MAX_PENDING)
                .onFailure(BackPressureFailure.class)
                .transform(overflow -> AnkurahException.limitExceeded("The subscriber is too slow: more than "
                        + MAX_PENDING + " changes wait for it. Subscribe again."));
    }

    private void begin(LiveRequest request, MultiEmitter<? super ChangeSet<EntityState>> emitter) {
        open.incrementAndGet();
        feed.run(reactor -> {
            LiveQuery query;
            try {
                query = reactor.register(request.selection(), request.interest(), emitter::emit, emitter::fail);
            } catch (RuntimeException refused) {
                emitter.onTermination(open::decrementAndGet);
                emitter.fail(refused);
                return;
            }
            emitter.onTermination(() -> {
                open.decrementAndGet();
                feed.run(r -> query.cancel());
            });
            Uni<Void> started = new Opening(storage, feed, replay, horizon, request, query).start();
            started.subscribe().with(done -> {}, emitter::fail);
        });
    }
}
