package org.ankurah.reactor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.ankurah.merge.EntityState;
import org.ankurah.query.CompiledSelection;
import org.ankurah.query.Selection;
import org.ankurah.value.AnkurahException;
import org.jspecify.annotations.Nullable;

/**
 * A selection whose result is kept current for one subscriber. Made by {@link Reactor#register}, under whose
 * threading contract it stands.
 *
 * <p>Its life: it collects commits until {@link #start} brings the snapshot that they follow; then it tells its
 * listener the initial result, what it collected, and every commit that comes; {@link #cancel} or a failure ends
 * it, and nothing is told after that.
 */
public final class LiveQuery {

    /**
     * The most entity changes that are collected while the snapshot is read: a second or more of writes at full
     * speed. A snapshot that takes longer would hold ever more memory.
     */
    static final int MAX_COLLECTED = 10_000;

    private enum Phase {
        STARTING,
        RUNNING,
        ENDED
    }

    private final Selection selection;
    private final Interest interest;
    private final Consumer<? super ChangeSet<EntityState>> listener;
    private final Consumer<? super Throwable> onFailure;
    private final Consumer<LiveQuery> onEnd;

    private Phase phase = Phase.STARTING;
    private long position;
    private final Deque<Commit> collected = new ArrayDeque<>();
    private int collectedChanges;
    private @Nullable LiveResult result;

    /** What a transaction did to entities that may concern this live query. */
    private record Commit(long position, List<Delta> deltas) {}

    /** @param position the last position before the commits that this live query is told of */
    LiveQuery(
            Selection selection,
            Interest interest,
            long position,
            Consumer<? super ChangeSet<EntityState>> listener,
            Consumer<? super Throwable> onFailure,
            Consumer<LiveQuery> onEnd) {
        this.selection = selection;
        this.interest = interest;
        this.position = position;
        this.listener = listener;
        this.onFailure = onFailure;
        this.onEnd = onEnd;
    }

    public Selection selection() {
        return selection;
    }

    /**
     * Brings the snapshot. Tells the listener the initial result, then each collected commit behind the snapshot
     * that changed it. Does nothing if this live query has ended meanwhile. Called once.
     *
     * @param snapshot the position that the members were read at: not before the registration, so that no commit
     *     lies between it and the first collected one
     * @param members all living entities that match at that position, in any order
     */
    public void start(long snapshot, List<EntityState> members) {
        if (phase == Phase.ENDED) {
            return;
        }
        if (phase == Phase.RUNNING) {
            throw new IllegalStateException("started twice");
        }
        if (snapshot < position) {
            throw new IllegalArgumentException(
                    "the snapshot at " + snapshot + " was read before the registration at " + position);
        }
        phase = Phase.RUNNING;
        position = snapshot;
        guarded(() -> {
            LiveResult first = new LiveResult(CompiledSelection.of(selection), interest, members);
            result = first;
            listener.accept(first.initial(snapshot));
        });
        while (!collected.isEmpty()) {
            Commit commit = collected.remove();
            apply(commit.position(), commit.deltas());
        }
    }

    /** Ends this live query. Again, or from inside a listener, is fine. */
    public void cancel() {
        end();
    }

    /** Takes in what a transaction did, and tells the listener if that concerns it. */
    void apply(long committed, List<Delta> deltas) {
        if (phase == Phase.STARTING) {
            collect(new Commit(committed, deltas));
            return;
        }
        LiveResult current = result;
        if (phase == Phase.ENDED || current == null || committed <= position) {
            return;
        }
        position = committed;
        guarded(() -> {
            ChangeSet<EntityState> changes = current.apply(committed, deltas);
            if (changes != null) {
                listener.accept(changes);
            }
        });
    }

    private void collect(Commit commit) {
        collectedChanges += commit.deltas().size();
        if (collectedChanges > MAX_COLLECTED) {
            fail(AnkurahException.unavailable(
                    "Too much was written while the first result was read. Subscribe again."));
        } else {
            collected.add(commit);
        }
    }

    /** Whatever goes wrong in one live query ends that one only: the others have still to be served. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error failure) {
            fail(failure);
        }
    }

    private void fail(Throwable failure) {
        if (phase == Phase.ENDED) {
            return;
        }
        end();
        try {
            onFailure.accept(failure);
        } catch (RuntimeException ignored) {
            // Nobody is left to tell.
        }
    }

    private void end() {
        if (phase != Phase.ENDED) {
            phase = Phase.ENDED;
            collected.clear();
            result = null;
            onEnd.accept(this);
        }
    }
}
