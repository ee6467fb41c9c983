package org.ankurah.signal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * A signal that is given its values. What is set is seen by all threads once the call returns; in a {@link
 * Signals#batch} by this thread at once and by others when that ends.
 *
 * <p>To let others watch but not set, hand out what {@link #map} makes of it.
 *
 * @param <T> the type of the value
 */
public final class MutableSignal<T> extends SignalBase<T> {

    private final List<MutableSignal<?>> itself = List.of(this);

    /** In the order in which they came; guarded by itself. */
    private final Set<Listener<?>> listeners = new LinkedHashSet<>();

    /** Written under the lock of all changes, read by anyone. */
    private volatile Moment.Stamp<T> stamp;

    private final BiPredicate<? super T, ? super T> same;

    private MutableSignal(T value, BiPredicate<? super T, ? super T> same) {
        this.same = Objects.requireNonNull(same);
        this.stamp = new Moment.Stamp<>(new Answer.Value<>(Objects.requireNonNull(value)), 0);
    }

    /** A signal with its first value. */
    public static <T> MutableSignal<T> of(T value) {
        return new MutableSignal<>(value, Objects::equals);
    }

    /**
     * A signal with its first value.
     *
     * @param same whether two values count as equal: the later one is dropped then
     */
    public static <T> MutableSignal<T> of(T value, BiPredicate<? super T, ? super T> same) {
        return new MutableSignal<>(value, same);
    }

    /**
     * Gives it another value; an equal one changes nothing.
     *
     * @throws IllegalStateException in a function that makes a signal's value
     */
    public void set(T value) {
        Objects.requireNonNull(value);
        update(before -> value);
    }

    /**
     * Gives it a value that is made of the one before. Between the two nobody sets another.
     *
     * @param change has no effects of its own: it is called again if somebody else was faster. What it throws is
     *     thrown here, and changes nothing.
     * @throws IllegalStateException in a function that makes a signal's value
     */
    public void update(UnaryOperator<T> change) {
        Turn.current().update(this, change);
    }

    /** How many are subscribed to it, or to what is derived from it. */
    public int subscriptions() {
        synchronized (listeners) {
            return listeners.size();
        }
    }

    /** The value after a change, the very same answer if that is equal. */
    Answer<T> changed(Answer<T> before, UnaryOperator<T> change) {
        Answer<T> after = new Answer.Value<>(Objects.requireNonNull(change.apply(before.orThrow())));
        return after.isSameAs(before, same()) ? before : after;
    }

    Moment.Stamp<T> stamp() {
        return stamp;
    }

    void store(Moment.Stamp<T> next) {
        stamp = next;
    }

    void add(Listener<?> listener) {
        synchronized (listeners) {
            listeners.add(listener);
        }
    }

    void remove(Listener<?> listener) {
        synchronized (listeners) {
            listeners.remove(listener);
        }
    }

    List<Listener<?>> listeners() {
        synchronized (listeners) {
            return List.copyOf(listeners);
        }
    }

    @Override
    List<MutableSignal<?>> sources() {
        return itself;
    }

    @Override
    int depth() {
        return 0;
    }

    @Override
    BiPredicate<? super T, ? super T> same() {
        return same;
    }

    @Override
    Answer<T> at(Moment moment) {
        return moment.answer(this);
    }
}
