package org.ankurah.storage.kv;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Where an engine does what may block: nothing of it is done by who asks, unless that is meant. */
public interface Workers extends AutoCloseable {

    /** Does something that writes, after all that was asked for before and while nothing else writes. */
    <T> Uni<T> write(Supplier<T> work);

    /** Does something that only reads. */
    <T> Uni<T> read(Supplier<T> work);

    /**
     * Does something in the background; what it writes it gives to {@link #write}, and waits for it.
     *
     * @return false when it is refused, as too much waits
     */
    boolean later(Runnable work);

    /** Waits for what is under way and takes nothing more. */
    @Override
    void close();

    /** Does everything at once, where it is asked for: for stores in memory, and for tests. */
    static Workers direct() {
        return new Workers() {
            @Override
            public <T> Uni<T> write(Supplier<T> work) {
                return Uni.createFrom().item(() -> {
                    synchronized (this) {
                        return work.get();
                    }
                });
            }

            @Override
            public <T> Uni<T> read(Supplier<T> work) {
                return Uni.createFrom().item(work);
            }

            @Override
            public boolean later(Runnable work) {
                work.run();
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
