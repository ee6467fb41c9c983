package org.ankurah.signal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A place in the graph of signals.
 *
 * <p>Idea: sources know who is to be woken, and nothing of what is derived from them; whoever is woken asks for the
 * value. A value is made of what the sources hold at one {@link Moment}, which is taken first.
 *
 * <pre>
 *   MutableSignal a ◀── Derived b ◀── Derived d ◀── Listener       values are asked for, from right to left
 *                 ◀── Derived c ◀──┘
 *        └── wakes ────────────────────────────▶ Listener          changes are told past all that is between
 * </pre>
 */
abstract sealed class SignalBase<T> implements Signal<T> permits MutableSignal, Derived {

    private static final Logger LOG = System.getLogger(Signal.class.getName());

    /** The sources that it is derived from, each once. */
    abstract List<MutableSignal<?>> sources();

    /** The most functions between it and a source. */
    abstract int depth();

    /** Whether two values count as equal. */
    abstract BiPredicate<? super T, ? super T> same();

    /**
     * What it holds at a moment, which must know its sources.
     *
     * @return null if somebody has asked for a later moment already, and what was before is not known any more
     */
    abstract @Nullable Answer<T> at(Moment moment);

    /** What it holds now, as a batch sees it. */
    Answer<T> answer(@Nullable Batch batch) {
        Answer<T> answer;
        do {
            // Each further round means that somebody else has seen a later moment.
            answer = at(Moment.now(sources(), batch));
        } while (answer == null);
        return answer;
    }

    @Override
    public final T get() {
        return answer(Turn.current().seenBatch()).orThrow();
    }

    @Override
    public final Subscription subscribe(Consumer<? super T> onValue) {
        return subscribe(onValue, failure -> LOG.log(Level.WARNING, "A signal's value could not be made", failure));
    }

    @Override
    public final Subscription subscribe(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
        Turn turn = Turn.current();
        turn.requireNotDeriving("subscribe to");
        Listener<T> listener = new Listener<>(this, Objects.requireNonNull(onValue), Objects.requireNonNull(onFailure));
        // First known, then told: whatever is set in between wakes it.
        sources().forEach(source -> source.add(listener));
        turn.tellFirst(listener);
        return listener;
    }

    @Override
    public final <R> Signal<R> map(Function<? super T, ? extends R> function, BiPredicate<? super R, ? super R> same) {
        return Derived.of(this, function, same);
    }

    @Override
    public final Publisher<T> toPublisher() {
        return new SignalPublisher<>(this);
    }
}
