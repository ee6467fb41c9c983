package org.ankurah.storage;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ankurah.value.Ulid;
import org.jspecify.annotations.Nullable;

/** Reads states that are in memory: each read when it is subscribed to, under a lock. */
abstract class MemoryReader extends StatesReader {

    private final Object lock;

    MemoryReader(Object lock) {
        this.lock = lock;
    }

    /** What is read; called under the lock. */
    abstract MemoryStates states();

    /** The collection of an entity that exists, or null; called under the lock. */
    abstract @Nullable String collectionOf(Ulid id);

    @Override
    public final Uni<Map<Ulid, String>> collectionsOf(Set<Ulid> ids) {
        return run(() -> States.pick(ids, this::collectionOf));
    }

    @Override
    protected final <T> Uni<T> read(Function<States, T> question) {
        return run(() -> question.apply(states()));
    }

    /** Does something when it is subscribed to, under the lock. */
    final <T> Uni<T> run(Supplier<T> operation) {
        return Uni.createFrom().item(() -> {
            synchronized (lock) {
                return operation.get();
            }
        });
    }
}
