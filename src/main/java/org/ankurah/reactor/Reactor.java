package org.ankurah.reactor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.query.Entities;
import org.ankurah.query.Selection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps live queries current: every committed transaction goes in, and for each live query whose result it
 * changes exactly one {@link ChangeSet} comes out.
 *
 * <p><b>Threads.</b> Synchronous and for one thread at a time: the caller serialises all calls to a reactor and
 * to its live queries, with a happens-before edge between them. Listeners are called on the calling thread and
 * must be quick; what is slow belongs into a queue of the listener's. From inside a listener, live queries may be
 * registered, started and cancelled; only {@link #apply} may not be called.
 *
 * <p><b>Starting without a gap.</b> First register: from then on the live query collects the commits that may
 * concern it. Then read the snapshot, which is as of some position not before the registration. Then
 * {@link LiveQuery#start}: collected commits up to that position are dropped, those behind it follow.
 */
public final class Reactor {

    private final MatchIndex<LiveQuery> index = new MatchIndex<>();
    private long position;
    private int open;
    private boolean applying;

    /** @param position of the last event that was committed before the first one to be applied; 0 at the start */
    public Reactor(long position) {
        this.position = position;
    }

    /** The position of the last event that was applied. */
    public long position() {
        return position;
    }

    /** The number of live queries that have not ended. */
    public int open() {
        return open;
    }

    /**
     * Makes a live query that collects commits until it is started.
     *
     * @param selection without limit and without paths across references: neither can be live yet
     * @param interest what the subscriber wants to be told
     * @param listener told the initial result once the live query is started, then each change
     * @param onFailure told at most once, when the live query ends other than by being cancelled: with
     *     {@code UNAVAILABLE} if too much was committed before it was started, or with what the listener or the
     *     evaluation threw. Nothing is told to anybody after that
     * @throws org.ankurah.value.AnkurahException {@code BAD_QUERY} if the selection cannot be live
     */
    public LiveQuery register(
            Selection selection,
            Interest interest,
            Consumer<? super ChangeSet<EntityState>> listener,
            Consumer<? super Throwable> onFailure) {
        LiveRestrictions.check(selection);
        LiveQuery query = new LiveQuery(selection, interest, position, listener, onFailure, this::forget);
        index.add(selection, query);
        open++;
        return query;
    }

    /**
     * Takes in the next transaction. One at or before the last position was applied before and is ignored, so
     * that a batch may be delivered again.
     *
     * @throws IllegalStateException when a transaction is missing in between, or when called from a listener;
     *     nothing has changed then
     */
    public void apply(CommittedTransaction transaction) {
        if (transaction.position() <= position) {
            return;
        }
        long first = transaction.events().get(0).position();
        if (first != position + 1) {
            throw new IllegalStateException("after position " + position + " came " + first);
        }
        if (applying) {
            throw new IllegalStateException("a listener may not apply a transaction");
        }
        // All are found before the first is told: listeners may register and cancel others.
        Map<LiveQuery, List<Delta>> touched = touched(transaction);
        position = transaction.position();
        applying = true;
        try {
            touched.forEach((query, deltas) -> query.apply(transaction.position(), deltas));
        } finally {
            applying = false;
        }
    }

    private Map<LiveQuery, List<Delta>> touched(CommittedTransaction transaction) {
        Map<LiveQuery, List<Delta>> touched = new LinkedHashMap<>();
        for (EntityChange change : transaction.changes()) {
            Delta delta = new Delta(change);
            EntityState before = living(change.before());
            EntityState after = living(change.after());
            for (LiveQuery query :
                    index.touchedBy(change.after().model(), before, Entities.NONE, after, Entities.NONE)) {
                touched.computeIfAbsent(query, absent -> new ArrayList<>()).add(delta);
            }
        }
        return touched;
    }

    private static @Nullable EntityState living(@Nullable EntityState state) {
        return state == null || state.deleted() ? null : state;
    }

    private void forget(LiveQuery query) {
        index.remove(query.selection(), query);
        open--;
    }
}
