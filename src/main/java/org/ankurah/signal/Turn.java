package org.ankurah.signal;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one thread is at. */
final class Turn {

    private static final ThreadLocal<Turn> TURNS = ThreadLocal.withInitial(Turn::new);

    private @Nullable Batch batch;
    private boolean deriving;
    private boolean telling;
    private final Queue<Listener<?>> toTell = new ArrayDeque<>();

    private Turn() {}

    static Turn current() {
        return TURNS.get();
    }

    /** The batch that reads look at, if any. What functions read goes into values that others see as well. */
    @Nullable
    Batch seenBatch() {
        return deriving ? null : batch;
    }

    /** Sets a source, as part of the batch or else at once. */
    <T> void update(MutableSignal<T> source, UnaryOperator<T> change) {
        requireNotDeriving("set");
        Batch open = batch;
        if (open != null) {
            open.update(source, change);
            return;
        }
        Batch alone = new Batch();
        alone.update(source, change);
        tell(alone.store());
    }

    /** Runs something whose writes are stored together at its end, unless it throws. */
    void batch(Runnable work) {
        requireNotDeriving("set");
        if (batch != null) {
            work.run();
            return;
        }
        Batch mine = new Batch();
        batch = mine;
        try {
            work.run();
        } finally {
            batch = null;
        }
        tell(mine.store());
    }

    /** Runs a function that makes a value. */
    <R> R derive(Supplier<R> function) {
        boolean outer = deriving;
        deriving = true;
        try {
            return function.get();
        } finally {
            deriving = outer;
        }
    }

    /** Locks are held while a value is made, and subscribers must not be called under locks. */
    void requireNotDeriving(String what) {
        if (deriving) {
            throw new IllegalStateException("A function that makes a signal's value may not " + what + " signals");
        }
    }

    /** Tells a new listener, who is not made to wait behind others. */
    void tellFirst(Listener<?> listener) {
        boolean outer = telling;
        telling = true;
        try {
            listener.tell();
        } finally {
            telling = outer;
        }
        tell(List.of());
    }

    /** Tells listeners now, or after the one that is being told. */
    private void tell(Collection<Listener<?>> listeners) {
        toTell.addAll(listeners);
        if (telling) {
            return;
        }
        telling = true;
        try {
            for (Listener<?> next = toTell.poll(); next != null; next = toTell.poll()) {
                next.wake();
            }
        } finally {
            telling = false;
        }
    }
}
