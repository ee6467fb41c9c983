package org.ankurah.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.ankurah.signal.Derived.Memo;
import org.jspecify.annotations.Nullable;

/** What one thread sets together. Seen by that thread alone until it is stored. */
final class Batch {

    private final Map<MutableSignal<?>, Write<?>> writes = new LinkedHashMap<>();

    /** What was derived from what is not stored yet. */
    private final Map<Derived<?>, Memo<?>> memos = new HashMap<>();

    /** Grows with each write, so that it is known what was derived before it. */
    private long step;

    <T> void update(MutableSignal<T> source, UnaryOperator<T> change) {
        Write<T> write = write(source);
        if (write == null) {
            write = new Write<>(source);
            writes.put(source, write);
        }
        write.add(change);
        step++;
    }

    @SuppressWarnings("unchecked") // a source's write is put under the source
    private <T> @Nullable Write<T> write(MutableSignal<T> source) {
        return (Write<T>) writes.get(source);
    }

    /** What it has set; null if nothing. */
    <T> @Nullable Answer<T> answer(MutableSignal<T> source) {
        Write<T> write = write(source);
        return write == null ? null : write.next;
    }

    boolean hasSetAny(List<MutableSignal<?>> sources) {
        return sources.stream().anyMatch(writes::containsKey);
    }

    long step() {
        return step;
    }

    @SuppressWarnings("unchecked") // a signal's memo is put under the signal
    <T> @Nullable Memo<T> memo(Derived<T> signal) {
        return (Memo<T>) memos.get(signal);
    }

    <T> void keep(Derived<T> signal, Memo<T> memo) {
        memos.put(signal, memo);
    }

    /**
     * Makes everything that was set the sources' values, at one moment. What others have set meanwhile is replaced, or
     * goes into what is made of it.
     *
     * @return who is to be told
     */
    Set<Listener<?>> store() {
        // Each further round means that somebody else has set one of these sources.
        while (!Moment.change(writes.values())) {
            writes.values().forEach(Write::renew);
        }
        Set<Listener<?>> listeners = new LinkedHashSet<>();
        for (Write<?> write : writes.values()) {
            if (write.isOther()) {
                listeners.addAll(write.source.listeners());
            }
        }
        return listeners;
    }

    /** How one source changes, made for what it held a moment ago. */
    private static final class Write<T> implements Moment.Change {

        private final MutableSignal<T> source;
        private final List<UnaryOperator<T>> changes = new ArrayList<>();
        private Moment.Stamp<T> base;
        private Answer<T> next;

        Write(MutableSignal<T> source) {
            this.source = source;
            this.base = source.stamp();
            this.next = base.answer();
        }

        void add(UnaryOperator<T> change) {
            next = source.changed(next, change);
            changes.add(change);
        }

        void renew() {
            if (isCurrent()) {
                return;
            }
            base = source.stamp();
            next = base.answer();
            for (UnaryOperator<T> change : changes) {
                next = source.changed(next, change);
            }
        }

        @Override
        public boolean isCurrent() {
            return source.stamp().version() == base.version();
        }

        @Override
        public boolean isOther() {
            return next != base.answer();
        }

        @Override
        public void take(long version) {
            source.store(new Moment.Stamp<>(next, version));
        }
    }
}
