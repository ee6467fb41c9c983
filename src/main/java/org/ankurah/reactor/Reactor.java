package org.ankurah.reactor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.model.Models;
import org.ankurah.query.Aggregation;
import org.ankurah.query.Entities;
import org.ankurah.query.Fetch;
import org.ankurah.query.Found;
import org.ankurah.query.Lookups;
import org.ankurah.query.Page;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps live queries current: every committed transaction goes in, and for each live query whose result it
 * changes exactly one {@link ChangeSet} comes out.
 *
 * <p><b>One transaction.</b> The index names the live queries that its changes can touch; for those that look at
 * other entities, the footprints name the entities around the changed ones, which are looked up as well. Each
 * touched live query judges the changes, in the world before and the world after. Up to here nothing has changed; if
 * something is not known, {@link #advance} says what it needs, is provided with it, and begins anew. Then the
 * reactor goes on to the transaction's position, and the listeners are told.
 *
 * <p><b>Threads.</b> Synchronous and for one thread at a time: the caller serialises all calls to a reactor and
 * to its live queries, with a happens-before edge between them. Listeners are called on the calling thread and
 * must be quick; what is slow belongs into a queue of the listener's. From inside a listener, live queries may be
 * registered, started and cancelled, and transactions learned; only {@link #advance} may not be called.
 *
 * <p><b>Starting without a gap.</b> What is read from storage says as of which position. The reactor knows what
 * happened around its own, so a result that was read at another one is brought to it ({@link Moments}).
 */
public final class Reactor {

    private final Models models;
    private final Bounds bounds;
    private final Timeline timeline;
    private final Replica replica;
    private final FootprintIndex footprints = new FootprintIndex();

    /** The live queries that look at their own entities only, and the others. */
    private final MatchIndex<LiveQuery<?>> flat = new MatchIndex<>();

    private final MatchIndex<LiveQuery<?>> deep = new MatchIndex<>();
    private final Set<LiveQuery<?>> open = new LinkedHashSet<>();

    /** What the last applied transaction has still to tell, to whom. */
    private final Deque<Untold<?>> untold = new ArrayDeque<>();

    private int openDeep;
    private boolean advancing;

    private record Untold<C>(LiveQuery<C> query, LiveQuery.Untold<C> what) {

        /** Tells it, unless something is missing. */
        void tell(Entities world, Misses misses) {
            if (query.isRunning()) {
                query.tell(what, world, misses);
            }
        }
    }

    private record Judged<C>(LiveQuery<C> query, LiveQuery.Judged<C> verdict) {

        /** Null if there is nothing to tell. */
        @Nullable
        Untold<C> takeIn(long position) {
            LiveQuery.Untold<C> what = query.isRunning() ? query.guarded(() -> verdict.takeIn(position)) : null;
            return what == null ? null : new Untold<>(query, what);
        }
    }

    /** @param position of the last event that was committed before the first one to be applied; 0 at the start */
    public Reactor(Models models, long position, Bounds bounds) {
        this.models = models;
        this.bounds = bounds;
        this.timeline = new Timeline(position, bounds.remembered());
        this.replica = new Replica(models, bounds.known());
    }

    /** The position of the last event that was applied. */
    public long position() {
        return timeline.position();
    }

    /** The position up to which listeners were told everything; behind {@link #position} while something is missing. */
    public long told() {
        return untold.isEmpty() ? position() : position() - 1;
    }

    /** The position of the last event that was learned of. */
    public long newest() {
        return timeline.newest();
    }

    /** The position behind which everything is remembered. */
    public long remembered() {
        return timeline.floor();
    }

    /** The number of live queries that have not ended. */
    public int open() {
        return open.size();
    }

    /**
     * Makes a live query, to be started.
     *
     * @param selection its limit is the size of the window
     * @param interest what the subscriber wants to be told
     * @param listener told the initial result once the live query is started, then each change
     * @param onFailure told at most once, when the live query ends other than by being cancelled: with
     *     {@code UNAVAILABLE} if too much was committed before it was started, with {@link StartOver} if it is to be
     *     opened anew, or with what the listener or the evaluation threw. Nothing is told to anybody after that
     * @throws org.ankurah.value.AnkurahException if the window is too small or too large
     */
    public LiveQuery<ChangeSet<EntityState>> register(
            Selection selection,
            Interest interest,
            Consumer<? super Told<ChangeSet<EntityState>>> listener,
            Consumer<? super Throwable> onFailure) {
        Windows.check(selection.limit(), "LIMIT");
        return opened(new LiveList(this, selection, interest, listener, onFailure));
    }

    /**
     * Makes a live aggregate, to be started from a page of all that matches.
     *
     * @param wantsAll whether the listener is told all groups each time
     * @param listener told the groups once it is started, then each change
     * @param onFailure as that of a live query of entities
     */
    public LiveQuery<GroupChanges> register(
            Aggregation aggregation,
            boolean wantsAll,
            Consumer<? super Told<GroupChanges>> listener,
            Consumer<? super Throwable> onFailure) {
        return opened(new LiveGroups(this, aggregation, wantsAll, listener, onFailure));
    }

    private <C> LiveQuery<C> opened(LiveQuery<C> query) {
        open.add(query);
        openDeep += query.isDeep() ? 1 : 0;
        return query;
    }

    /**
     * Takes in the next transaction of the log, to be applied by {@link #advance}. One that is known is ignored, so
     * that a batch may be delivered again.
     *
     * @throws IllegalStateException when a transaction is missing in between; nothing has changed then
     */
    public void learn(CommittedTransaction transaction) {
        timeline.learn(transaction);
    }

    /**
     * Applies what was learned, as far as possible.
     *
     * @return what is missing to go on; nothing when all was applied
     * @throws IllegalStateException when called from a listener; nothing has changed then
     */
    public Needs advance() {
        if (advancing) {
            throw new IllegalStateException("a listener may not apply a transaction");
        }
        advancing = true;
        try {
            while (true) {
                Needs needs = tellUntold();
                CommittedTransaction next = timeline.next();
                if (!needs.isEmpty() || next == null) {
                    return needs;
                }
                needs = apply(next);
                if (!needs.isEmpty()) {
                    return needs;
                }
            }
        } finally {
            advancing = false;
        }
    }

    /**
     * Begins anew at a position: the log became shorter, so what was learned is not what it holds. All live queries
     * end with {@link StartOver}.
     */
    public void restart(long position) {
        List.copyOf(open).forEach(query -> query.fail(new StartOver()));
        untold.clear();
        timeline.restart(position);
        replica.clear();
    }

    private Needs apply(CommittedTransaction transaction) {
        Set<String> blind = blind(transaction);
        boolean purges =
                transaction.changes().stream().anyMatch(change -> change.after().purged());
        if (purges) {
            startOver(blind);
        }
        NetChanges changes = NetChanges.of(transaction.changes());
        Misses misses = new Misses();
        Entities before = replica.world(misses);
        Step step = new Step(before, ChangedWorld.of(before, changes));
        Map<LiveQuery<?>, List<Delta>> touched = touched(changes, step, misses);
        if (!misses.isEmpty()) {
            return Needs.of(misses);
        }
        List<Judged<?>> judged = new ArrayList<>(touched.size());
        Map<LiveQuery<?>, Fetch> refills = new LinkedHashMap<>();
        touched.forEach((query, deltas) -> {
            Judged<?> one = judge(query, deltas, step, misses);
            if (one != null) {
                judged.add(one);
                Fetch refill = one.verdict().refill();
                if (refill != null) {
                    refills.put(query, refill);
                }
            }
        });
        if (!misses.isEmpty()) {
            return Needs.of(misses);
        }
        if (!refills.isEmpty()) {
            return Needs.of(refills);
        }
        timeline.advance();
        replica.apply(changes);
        // Only here: whoever is in the middle of looking would look for ever if it were forgotten meanwhile.
        replica.trim();
        if (purges) {
            // What was purged is to be nowhere any more; before, it was in what is remembered.
            timeline.forget();
        }
        if (!blind.isEmpty()) {
            replica.clear();
        }
        for (Judged<?> one : judged) {
            Untold<?> what = one.takeIn(position());
            if (what != null) {
                untold.add(what);
            }
        }
        return Needs.NONE;
    }

    private static <C> @Nullable Judged<C> judge(LiveQuery<C> query, List<Delta> deltas, Step step, Misses misses) {
        LiveQuery.Judged<C> verdict = query.guarded(() -> {
            query.takeRefill(step.before(), misses);
            return query.judge(deltas, step);
        });
        return verdict == null ? null : new Judged<>(query, verdict);
    }

    /**
     * The collections of entities of which it is not known what they were before the transaction: they are purged, and
     * the transaction was read from the log behind that. Whoever saw them must be told the result anew.
     */
    private static Set<String> blind(CommittedTransaction transaction) {
        Set<String> blind = new LinkedHashSet<>();
        for (EntityChange change : transaction.changes()) {
            EntityState before = change.before();
            if (before != null && before.purged()) {
                blind.add(before.model().collection());
            }
        }
        return blind;
    }

    /** Those that are about to start rely on what is forgotten then, whatever they look at. */
    private void startOver(Set<String> collections) {
        List.copyOf(open).stream()
                .filter(query -> !query.isRunning() || query.looksAt(collections))
                .forEach(query -> query.fail(new StartOver()));
    }

    /** The live queries that changes can touch, each with the changes that concern its collection. */
    private Map<LiveQuery<?>, List<Delta>> touched(NetChanges changes, Step step, Misses misses) {
        Collection<Delta> around = footprints.around(changes, step.before(), step.after());
        Map<LiveQuery<?>, List<Delta>> touched = new LinkedHashMap<>();
        if (!misses.isEmpty()) {
            return touched;
        }
        for (Delta delta : changes.all()) {
            note(flat, delta, step, touched);
            note(deep, delta, step, touched);
        }
        for (Delta delta : around) {
            note(deep, delta, step, touched);
        }
        return touched;
    }

    private static void note(
            MatchIndex<LiveQuery<?>> index, Delta delta, Step step, Map<LiveQuery<?>, List<Delta>> touched) {
        Set<LiveQuery<?>> found =
                index.touchedBy(delta.model(), delta.livingBefore(), step.before(), delta.livingAfter(), step.after());
        for (LiveQuery<?> query : found) {
            touched.computeIfAbsent(query, absent -> new ArrayList<>()).add(delta);
        }
    }

    private Needs tellUntold() {
        Misses misses = new Misses();
        Entities world = replica.world(misses);
        while (!untold.isEmpty()) {
            untold.element().tell(world, misses);
            if (!misses.isEmpty()) {
                return Needs.of(misses);
            }
            untold.remove();
        }
        return Needs.NONE;
    }

    /**
     * Brings the answers to lookups that something needed.
     *
     * @param found was read at a position not after {@link #newest}, unless the log became shorter
     * @return false if it was read too long ago, or in a longer log, to be of use; then it has to be read again
     */
    public boolean provide(Lookups lookups, Found found) {
        long read = found.position();
        if (read > newest()) {
            return false;
        }
        NetChanges changes =
                read <= position() ? timeline.between(read, position()) : timeline.between(position(), read);
        if (changes == null) {
            return false;
        }
        replica.provide(lookups, found, read <= position() ? changes : changes.reversed());
        return true;
    }

    /** Brings what lies behind the window of a live query. It was read at a position not after {@link #newest}. */
    public void provide(LiveQuery<?> query, Page page) {
        query.provide(page);
    }

    /** Ends all live queries that may need something from storage: it cannot be had. */
    public void abandon(Throwable reason) {
        List.copyOf(open).stream().filter(LiveQuery::needsStorage).forEach(query -> query.fail(reason));
    }

    Models models() {
        return models;
    }

    Bounds bounds() {
        return bounds;
    }

    Entities world(Misses misses) {
        return replica.world(misses);
    }

    Moments moments(Entities now, @Nullable OldChanges old) {
        return new Moments(timeline, now, old);
    }

    void started(LiveQuery<?> query) {
        (query.isDeep() ? deep : flat).add(query.selection(), query);
        query.footprints().forEach(footprints::add);
    }

    void ended(LiveQuery<?> query, boolean ran) {
        open.remove(query);
        if (ran) {
            (query.isDeep() ? deep : flat).remove(query.selection(), query);
            query.footprints().forEach(footprints::remove);
        }
        openDeep -= query.isDeep() ? 1 : 0;
        if (openDeep == 0) {
            replica.clear();
        }
    }
}
