package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ankurah.merge.EntityState;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Reactor;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Opens live queries. */
final class LiveQueries {

    /** Change sets that wait for a slow subscriber before its live query ends with an error. */
    private static final int MAX_PENDING = 1_000;

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final LogReplay replay;
    private final long horizon;
    private final int lookAhead;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param horizon how many events a subscriber may be behind to resume
     * @param lookAhead how many matches to read behind a window at least
     */
    LiveQueries(StorageEngine storage, LiveFeed feed, LogReplay replay, long horizon, int lookAhead) {
        this.storage = storage;
        this.feed = feed;
        this.replay = replay;
        this.horizon = horizon;
        this.lookAhead = lookAhead;
    }

    int open() {
        return open.get();
    }

    /** A stream that opens a live query of its own for each subscriber and ends it when the subscriber leaves. */
    Multi<ChangeSet<EntityState>> subscribe(LiveRequest request) {
        return stream(
                (reactor, emitter) ->
                        reactor.register(request.selection(), request.interest(), emitter::emit, emitter::fail),
                query -> opening(query, request.interest().total(), request.resume()));
    }

    /** The same for groups. */
    Multi<GroupChanges> subscribe(AggregateRequest request) {
        Long since = request.since();
        Resume resume =
                since == null ? null : new Resume(since, request.aggregation().selection());
        return stream(
                (reactor, emitter) ->
                        reactor.register(request.aggregation(), request.wantsAll(), emitter::emit, emitter::fail),
                query -> opening(query, false, resume));
    }

    private Opening opening(LiveQuery query, boolean counted, @Nullable Resume resume) {
        return new Opening(storage, feed, replay, horizon, lookAhead, query, counted, resume);
    }

    private <C> Multi<C> stream(
            BiFunction<Reactor, MultiEmitter<? super C>, LiveQuery> register, Function<LiveQuery, Opening> opening) {
        return Multi.createFrom()
                .<C>emitter(emitter -> begin(register, opening, emitter), MAX_PENDING)
                .onFailure(BackPressureFailure.class)
                .transform(overflow -> AnkurahException.limitExceeded("The subscriber is too slow: more than "
                        + MAX_PENDING + " changes wait for it. Subscribe again."));
    }

    private <C> void begin(
            BiFunction<Reactor, MultiEmitter<? super C>, LiveQuery> register,
            Function<LiveQuery, Opening> opening,
            MultiEmitter<? super C> emitter) {
        open.incrementAndGet();
        feed.run(reactor -> {
            LiveQuery query;
            try {
                query = register.apply(reactor, emitter);
            } catch (RuntimeException refused) {
                emitter.onTermination(open::decrementAndGet);
                emitter.fail(refused);
                return;
            }
            emitter.onTermination(() -> {
                open.decrementAndGet();
                feed.run(r -> query.cancel());
            });
            opening.apply(query).start().subscribe().with(done -> {}, emitter::fail);
        });
    }
}
