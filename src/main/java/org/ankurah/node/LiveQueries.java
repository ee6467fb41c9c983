package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.node.LiveRequest.Resume;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.reactor.GroupChanges;
import org.ankurah.reactor.LiveQuery;
import org.ankurah.reactor.Reactor;
import org.ankurah.storage.StorageEngine;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/** Opens live queries: one for all who ask the same. */
final class LiveQueries {

    /** How much may wait for all slow subscribers together, in times of what may wait for one. */
    private static final int MOST_LAGGING = 20;

    /**
     * Openings that are under way at once. Each may occupy a connection to the database, of which there are 20: when
     * ten thousand clients come back together, commits and queries find one all the same.
     */
    private static final int MAX_OPENING = 8;

    private final LiveFeed feed;
    private final ResultReader results;
    private final Gathering.Library library;
    private final int lookAhead;
    private final Slack slack;
    private final AtomicInteger open = new AtomicInteger();
    private final Turnstile openings = new Turnstile(MAX_OPENING);

    // Touched by the reactor's tasks only.
    private final Map<Question<?>, SharedQuery<?>> running = new HashMap<>();
    private long pending;

    /**
     * @param horizon how many events a subscriber may be behind to resume
     * @param lookAhead how many matches to read behind a window at least
     * @param slack how far subscribers may be behind
     */
    LiveQueries(StorageEngine storage, LiveFeed feed, LogReplay replay, long horizon, int lookAhead, Slack slack) {
        this.feed = feed;
        this.results = new ResultReader(storage);
        this.library = new Gathering.Library(storage, feed, results, replay, openings, horizon);
        this.lookAhead = lookAhead;
        this.slack = slack;
    }

    /** The number of subscribers. */
    int open() {
        return open.get();
    }

    /** A stream that subscribes to a live query for each of its subscribers. */
    Multi<ChangeSet<EntityState>> stream(LiveRequest request, VisibleScope scope) {
        return Multi.createFrom().publisher(new LivePublisher<>(subscriber -> follow(request, scope, subscriber)));
    }

    /** The same for groups. */
    Multi<GroupChanges> stream(AggregateRequest request, VisibleScope scope) {
        return Multi.createFrom().publisher(new LivePublisher<>(subscriber -> follow(request, scope, subscriber)));
    }

    LiveSubscription<ChangeSet<EntityState>> follow(
            LiveRequest request, VisibleScope scope, LiveSubscriber subscriber) {
        Question<ChangeSet<EntityState>> question =
                new Question.Entities(request.selection().normal(), request.interest(), scope);
        Resume resume = request.resume();
        Resume normal = resume == null
                ? null
                : new Resume(resume.position(), resume.held().normal());
        return follow(question, normal, subscriber);
    }

    LiveSubscription<GroupChanges> follow(AggregateRequest request, VisibleScope scope, LiveSubscriber subscriber) {
        Question<GroupChanges> question = new Question.Groups(request.aggregation(), request.wantsAll(), scope);
        Long since = request.since();
        return follow(question, since == null ? null : new Resume(since, question.selection()), subscriber);
    }

    private <C> LiveSubscription<C> follow(Question<C> question, @Nullable Resume resume, LiveSubscriber subscriber) {
        LiveSubscription<C> subscription = new LiveSubscription<>(subscriber, feed, slack.waiting());
        open.incrementAndGet();
        feed.run(reactor -> {
            if (subscription.isEnded()) {
                open.decrementAndGet();
                return;
            }
            try {
                shared(question, reactor).join(subscription, resume == null ? SharedQuery.NOTHING : resume, reactor);
            } catch (RuntimeException refused) {
                open.decrementAndGet();
                subscription.fail(refused);
            }
        });
        return subscription;
    }

    @SuppressWarnings("unchecked") // equal questions are answered alike
    private <C> SharedQuery<C> shared(Question<C> question, Reactor reactor) {
        SharedQuery<C> known = (SharedQuery<C>) running.get(question);
        if (known != null) {
            return known;
        }
        SharedQuery<C> first = new SharedQuery<>(this, question);
        first.open(reactor);
        running.put(question, first);
        return first;
    }

    /** The following is for the live queries. */
    LiveFeed feed() {
        return feed;
    }

    /** Starts a live query when its turn has come, unless it has ended by then. */
    void start(LiveQuery<?> query, boolean counted, Consumer<Throwable> onFailure) {
        Opening opening = new Opening(results, feed, lookAhead, query, counted);
        openings.enter(opening::start, failure -> feed.run(reactor -> onFailure.accept(failure)));
    }

    <C> Gathering<C> gathering(SharedQuery<C> shared, Object knows) {
        return new Gathering<>(shared, library, knows, lookAhead);
    }

    /** A live query has no subscribers any more. */
    void closed(SharedQuery<?> query) {
        running.remove(query.question(), query);
    }

    /** A subscriber left. */
    void left() {
        open.decrementAndGet();
    }

    /** More waits for slow subscribers, or less. */
    void pendingGrew(int by) {
        pending += by;
    }

    /** Whether no more can wait for one for whom so much waits already. */
    boolean isTooMuch(int waiting) {
        return waiting > slack.pending() || pending > (long) slack.pending() * MOST_LAGGING;
    }

    AnkurahException tooFarBehind() {
        return AnkurahException.limitExceeded("The subscriber is too slow: more than " + slack.pending()
                + " changed entities or groups wait for it, or too many for all that are as slow. Subscribe again with"
                + " the cursor of the last payload as since, to be told what changed.");
    }
}
