package org.ankurah.node;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ankurah.model.Property;
import org.ankurah.model.PropertyNames;
import org.ankurah.reactor.ChangeSet;
import org.ankurah.signal.MutableSignal;
import org.ankurah.signal.Signal;
import org.ankurah.signal.Signals;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/**
 * A query whose result is kept current, as signals. What one transaction does to it happens to all of its signals at
 * one moment, so whatever is derived from several of them fits together. May be used from any thread.
 *
 * <p>Subscribers of the signals are called by those who bring commits to the live queries, so they must not wait for
 * anything, least of all for a commit.
 *
 * <p>It runs until it is closed or fails. Its signals stay what they were then.
 *
 * @param <T> the model's record
 */
public final class LiveQuery<T> implements AutoCloseable {

    /** Whether the result is current. */
    public sealed interface State {

        /** It is. */
        record Running() implements State {}

        /**
         * It is not any more: no change comes. Close this and ask anew.
         *
         * @param reason as the stream of change sets has failed
         */
        record Failed(Throwable reason) implements State {}

        /** It is not any more, as was asked for. */
        record Closed() implements State {}
    }

    // Views are equal if their heads are. What rules show of an entity may change all the same.
    private final MutableSignal<List<View<T>>> items = MutableSignal.of(List.of(), LiveQuery::isSame);
    private final MutableSignal<Long> totalCount = MutableSignal.of(0L);
    private final MutableSignal<State> state = MutableSignal.of(new State.Running());

    private final Signal<List<View<T>>> shownItems = items.map(Function.identity(), LiveQuery::isSame);
    private final Signal<Map<Ulid, View<T>>> byId = items.map(LiveQuery::byId, LiveQuery::isSame);
    private final Signal<Long> shownCount = totalCount.map(Function.identity());
    private final Signal<State> shownState = state.map(Function.identity());

    private volatile @Nullable Cancellable source;
    private volatile boolean closed;

    /** Touched by the stream of change sets only, but for who gives up waiting. */
    private volatile boolean opened;

    private LiveQuery() {}

    /** Comes with the first result; fails if the stream does before. To cancel ends it all. */
    static <T> Uni<LiveQuery<T>> open(Multi<ChangeSet<View<T>>> changes) {
        return Uni.createFrom().emitter(emitter -> {
            LiveQuery<T> query = new LiveQuery<>();
            emitter.onTermination(() -> {
                if (!query.opened) {
                    query.close();
                }
            });
            query.follow(changes.subscribe()
                    .with(
                            next -> {
                                query.take(next);
                                if (!query.opened) {
                                    query.opened = true;
                                    emitter.complete(query);
                                }
                            },
                            failure -> {
                                query.end(new State.Failed(failure));
                                emitter.fail(failure);
                            },
                            query::close));
        });
    }

    /** The entities that the query selects, in its order. */
    public Signal<List<View<T>>> items() {
        return shownItems;
    }

    /** One entity as long as the query selects it; empty while it does not. */
    public Signal<Optional<View<T>>> item(Ulid id) {
        return byId.map(views -> Optional.ofNullable(views.get(id)), LiveQuery::isSameView);
    }

    /**
     * One property of an entity as long as the query selects it; empty while it does not, or the property has no value.
     *
     * @param property named by its accessor, such as {@code Album::title}
     * @throws IllegalArgumentException when it is anything else
     */
    public <V> Signal<Optional<V>> value(Ulid id, Property<T, V> property) {
        // Whoever names it wrongly is told here, not by the signal.
        PropertyNames.of(property);
        return item(id).map(view -> view.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(view.get().value(property)));
    }

    /** The number of all matches, not only of those within the query's {@code LIMIT}. */
    public Signal<Long> totalCount() {
        return shownCount;
    }

    /** Whether the result is current. */
    public Signal<State> state() {
        return shownState;
    }

    /** Ends it, also for the server. Again is fine. */
    @Override
    public void close() {
        closed = true;
        Cancellable from = source;
        if (from != null) {
            from.cancel();
        }
        end(new State.Closed());
    }

    private void follow(Cancellable from) {
        source = from;
        if (closed) {
            from.cancel();
        }
    }

    private void take(ChangeSet<View<T>> changes) {
        if (closed) {
            return;
        }
        Signals.batch(() -> {
            items.update(before -> ResultFold.fold(before, changes));
            totalCount.set(changes.totalCount());
        });
    }

    /** What ended it first counts. */
    private void end(State last) {
        state.update(now -> now instanceof State.Running ? last : now);
    }

    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    private static <T> boolean isSameView(Optional<View<T>> one, Optional<View<T>> other) {
        return one.isPresent() == other.isPresent() && (one.isEmpty() || isSame(one.get(), other.get()));
    }

    private static <T> Map<Ulid, View<T>> byId(List<View<T>> views) {
        Map<Ulid, View<T>> found = new HashMap<>(views.size() * 2);
        views.forEach(view -> found.put(view.id(), view));
        return found;
    }
}
