package org.ankurah.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What the nodes on one engine hear of each other, within one process. Safe to use from any thread. */
public final class LocalNews {

    private final Set<Consumer<Long>> listeners = new CopyOnWriteArraySet<>();
    private final Set<Consumer<byte[]>> confidants = new CopyOnWriteArraySet<>();

    /** Tells where the log ends, if somebody listens. */
    public void tellGrowth(LongSupplier end) {
        if (!listeners.isEmpty()) {
            long position = end.getAsLong();
            listeners.forEach(listener -> listener.accept(position));
        }
    }

    /** What {@link StorageEngine#growth} promises. */
    public Multi<Long> growth() {
        return hear(listeners, BackPressureStrategy.LATEST);
    }

    /** All nodes on the engine hear it, the one that says it included. */
    public void whisper(byte[] message) {
        confidants.forEach(confidant -> confidant.accept(message));
    }

    /** What {@link StorageEngine#whispers} promises. */
    public Multi<byte[]> whispers() {
        return hear(confidants, BackPressureStrategy.DROP);
    }

    /** Who speaks may do so from any thread: what an emitter is told, it passes on one by one. */
    private static <T> Multi<T> hear(Set<Consumer<T>> hearers, BackPressureStrategy strategy) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Consumer<T> hearer = emitter::emit;
                            emitter.onTermination(() -> hearers.remove(hearer));
                            hearers.add(hearer);
                        },
                        strategy);
    }
}
