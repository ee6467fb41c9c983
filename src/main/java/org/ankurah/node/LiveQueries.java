package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureFailure;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Reactor;
import org.ankurah.reactor.StartOver;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Opens live queries. */
final class LiveQueries {

    /** Change sets that wait for a slow subscriber before its live query ends with an error. */
    private static final int MAX_PENDING = 1_000;

    /**
     * Openings that are under way at once. Each may occupy a connection to the database, of which there are 20: when
     * ten thousand clients come back together, commits and queries find one all the same.
     */
    private static final int MAX_OPENING = 8;

    private final StorageEngine storage;
    private final LiveFeed feed;
    private final LogReplay replay;
    private final long horizon;
    private final int lookAhead;
    private final AtomicInteger open = new AtomicInteger();
    private final Turnstile openings = new Turnstile(MAX_OPENING);

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
                (reactor, emitter, onFailure) ->
                        reactor.register(request.selection(), request.interest(), emitter::emit, onFailure),
                (query, again) -> opening(query, request.interest().total(), again ? null : request.resume()));
    }

    /** The same for groups. */
    Multi<GroupChanges> subscribe(AggregateRequest request) {
        Long since = request.since();
        Resume resume =
                since == null ? null : new Resume(since, request.aggregation().selection());
        return stream(
                (reactor, emitter, onFailure) ->
                        reactor.register(request.aggregation(), request.wantsAll(), emitter::emit, onFailure),
                (query, again) -> opening(query, false, again ? null : resume));
    }

    private Opening opening(LiveQuery query, boolean counted, @Nullable Resume resume) {
        return new Opening(storage, feed, replay, horizon, lookAhead, query, counted, resume);
    }

    private <C> Multi<C> stream(Register<C> register, BiFunction<LiveQuery, Boolean, Opening> opening) {
        return Multi.createFrom()
                .<C>emitter(emitter -> new Stream<>(register, opening, emitter).begin(), MAX_PENDING)
                .onFailure(BackPressureFailure.class)
                .transform(overflow -> AnkurahException.limitExceeded("The subscriber is too slow: more than "
                        + MAX_PENDING + " changes wait for it. Subscribe again."));
    }

    /** Makes a live query that tells an emitter, and somebody else when it fails. */
    @FunctionalInterface
    private interface Register<C> {
        LiveQuery on(Reactor reactor, MultiEmitter<? super C> emitter, Consumer<Throwable> onFailure);
    }

    /** What one subscriber gets: a live query, and if that has to start over another one. */
    private final class Stream<C> {

        private final Register<C> register;
        private final BiFunction<LiveQuery, Boolean, Opening> opening;
        private final MultiEmitter<? super C> emitter;

        /** Touched by the reactor's tasks only. */
        private @Nullable LiveQuery current;

        /** @param opening is told whether the live query is a further one */
        Stream(Register<C> register, BiFunction<LiveQuery, Boolean, Opening> opening, MultiEmitter<? super C> emitter) {
            this.register = register;
            this.opening = opening;
            this.emitter = emitter;
        }

        void begin() {
            open.incrementAndGet();
            emitter.onTermination(() -> {
                open.decrementAndGet();
                feed.run(reactor -> {
                    if (current != null) {
                        current.cancel();
                    }
                });
            });
            feed.run(reactor -> start(reactor, false));
        }

        private void start(Reactor reactor, boolean again) {
            if (emitter.isCancelled()) {
                return;
            }
            try {
                LiveQuery query = register.on(reactor, emitter, this::failed);
                current = query;
                Opening begun = opening.apply(query, again);
                openings.enter(() -> start(begun), failure -> feed.run(r -> openingFailed(query, failure)));
            } catch (RuntimeException refused) {
                emitter.fail(refused);
            }
        }

        /** Nothing is read for somebody who left while waiting. */
        private Uni<Void> start(Opening begun) {
            return emitter.isCancelled() ? Uni.createFrom().voidItem() : begun.start();
        }

        private void openingFailed(LiveQuery query, Throwable failure) {
            if (current == query) {
                emitter.fail(failure);
            }
        }

        private void failed(Throwable failure) {
            if (failure instanceof StartOver) {
                feed.run(reactor -> start(reactor, true));
            } else {
                emitter.fail(failure);
            }
        }
    }
}
