package org.ankurah.graphql;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Gathers what the fields of one request want to load, and loads it together: for a list of a hundred albums,
 * their artists in one read.
 *
 * <p>The engine runs in waves. It begins with one, goes through all fields that need not wait, and comes to rest;
 * when something that fields wait for arrives, the next wave runs. What is asked for during a wave is pending
 * until its end:
 *
 * <pre>
 *   wave 1: albums            → one page of albums
 *   wave 2: 100 × artist      → one load of 90 ids
 *   wave 3: 90 × albums       → one read of 90 pages
 * </pre>
 *
 * <p>So each level of a document costs one read per field, whatever the number of entities. Waves of several
 * threads may overlap; then the last of them to end starts the loads. Results are not kept: a later wave asks
 * again, since a live query's later payloads must see later states.
 */
final class Batches {

    /** Waiting loads by what they load, in the order of asking. */
    private final Map<Object, Batch<?, ?>> pending = new LinkedHashMap<>();

    private int waves;

    /**
     * Asks for one value.
     *
     * @param group loads of equal groups go together; it must say all that the loader depends on
     * @param loader loads many; keys that have no value are absent from its result
     * @param absent the value of keys that the loader has none for
     */
    <K, V> CompletableFuture<V> load(Object group, K key, Function<Set<K>, Uni<Map<K, V>>> loader, V absent) {
        enter();
        try {
            synchronized (this) {
                @SuppressWarnings("unchecked") // equal groups have equal types
                Batch<K, V> batch =
                        (Batch<K, V>) pending.computeIfAbsent(group, any -> new Batch<K, V>(loader, absent));
                return batch.waiting.computeIfAbsent(key, any -> new CompletableFuture<>());
            }
        } finally {
            exit();
        }
    }

    /** The result of something that is not batched; what follows from it is a wave. */
    <T> CompletableFuture<T> await(Uni<T> result) {
        CompletableFuture<T> future = new CompletableFuture<>();
        result.subscribe()
                .with(
                        item -> wave(() -> future.complete(item)),
                        failure -> wave(() -> future.completeExceptionally(failure)));
        return future;
    }

    /** Runs a part of the execution, then starts what it asked for. */
    void wave(Runnable execution) {
        enter();
        try {
            execution.run();
        } finally {
            exit();
        }
    }

    /** Begins a wave; each must be ended. */
    synchronized void enter() {
        waves++;
    }

    /** Ends a wave. */
    void exit() {
        while (true) {
            List<Batch<?, ?>> ready;
            synchronized (this) {
                boolean idle = waves == 1;
                if (!idle || pending.isEmpty()) {
                    waves--;
                    return;
                }
                // The wave goes on until the loads are under way: what comes of those that answer at once is
                // gathered as well.
                ready = new ArrayList<>(pending.values());
                pending.clear();
            }
            ready.forEach(batch -> batch.start(this));
        }
    }

    /** Loads of one kind. */
    private static final class Batch<K, V> {

        private final Function<Set<K>, Uni<Map<K, V>>> loader;
        private final V absent;
        private final Map<K, CompletableFuture<V>> waiting = new LinkedHashMap<>();

        Batch(Function<Set<K>, Uni<Map<K, V>>> loader, V absent) {
            this.loader = loader;
            this.absent = absent;
        }

        void start(Batches batches) {
            Uni.createFrom()
                    .deferred(() -> loader.apply(Set.copyOf(waiting.keySet())))
                    .subscribe()
                    .with(
                            found -> batches.wave(() ->
                                    waiting.forEach((key, future) -> future.complete(found.getOrDefault(key, absent)))),
                            failure -> batches.wave(
                                    () -> waiting.values().forEach(future -> future.completeExceptionally(failure))));
        }
    }
}
