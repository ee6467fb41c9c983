package org.ankurah.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** What the nodes on one engine hear of each other, within one process. Safe to use from any thread. */
public final class LocalNews {

    private final Set<LongConsumer> listeners = new CopyOnWriteArraySet<>();
    private final BroadcastProcessor<byte[]> whispers = BroadcastProcessor.create();

    /** Tells where the log ends, if somebody listens. */
    public void tellGrowth(LongSupplier end) {
        if (!listeners.isEmpty()) {
            long position = end.getAsLong();
            listeners.forEach(listener -> listener.accept(position));
        }
    }

    /** What {@link StorageEngine#growth} promises. */
    public Multi<Long> growth() {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            LongConsumer listener = emitter::emit;
                            emitter.onTermination(() -> listeners.remove(listener));
                            listeners.add(listener);
                        },
                        BackPressureStrategy.LATEST);
    }

    /** All nodes on the engine hear it, the one that says it included. */
    public void whisper(byte[] message) {
        whispers.onNext(message);
    }

    /** What {@link StorageEngine#whispers} promises. */
    public Multi<byte[]> whispers() {
        return whispers.onOverflow().drop();
    }
}
