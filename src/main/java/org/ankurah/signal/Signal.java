package org.ankurah.signal;

import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow.Publisher;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An observable value: what it is now, and what it becomes. A {@link MutableSignal} is given its values; others are
 * derived from those by {@link #map} and {@link #combine}.
 *
 * <p><b>Values</b> are never null and should be immutable. A value that is {@linkplain Objects#equals equal} to the
 * one before is no change, and nothing comes of it.
 *
 * <p><b>Derived values</b> are made when they are asked for, by {@link #get} or for a subscriber, and remembered: a
 * function is called at most once for one state of its inputs, and not at all while they stay equal. All that goes
 * into a value is of one moment, however many ways lead from a source to it and whichever threads are at work: values
 * of before and after a change, or from the midst of a {@linkplain Signals#batch batch}, are never mixed.
 *
 * <p><b>Functions</b> should be pure and quick. While one makes a value, those who ask for the same value wait, but
 * nobody who sets a signal does. A function may not set signals or subscribe to them: that throws an {@link
 * IllegalStateException}. What it reads by {@code get()} instead of taking it as an input is not followed.
 *
 * <p><b>Failures.</b> What a function throws, or a {@link NullPointerException} if it returns null, stands in the place
 * of the value, here and in all that is derived from it, until an input changes; then it is tried anew.
 *
 * <p><b>Threads.</b> All methods may be called from any thread. Subscribers are told by the thread that sets a signal,
 * before it returns; if another thread is at it for the same subscriber, by that one; and if the signal was set by a
 * subscriber, right after that has returned.
 *
 * <p><b>Memory.</b> A signal knows what it is derived from, not what is derived from it. Only subscriptions are known
 * to sources: what has none, or none any more, can be forgotten.
 *
 * @param <T> the type of the value
 */
public sealed interface Signal<T> permits SignalBase {

    /**
     * The value as it is now. In a {@link Signals#batch} what that has set is seen already, by the same thread.
     *
     * @throws RuntimeException what the function that makes the value has thrown; likewise an {@link Error}
     */
    T get();

    /**
     * Tells somebody the value as it is now, before this returns, and then whenever it has changed; failures are
     * logged. See {@link #subscribe(Consumer, Consumer)}.
     */
    Subscription subscribe(Consumer<? super T> onValue);

    /**
     * Tells somebody the value or failure as it is now, before this returns, and then whenever it has changed.
     *
     * <p>One subscriber is told one thing at a time, in the order of what happened, holding no lock; subscribers of one
     * signal are told in the order in which they came. What has been replaced before it could be told is left out. Equal
     * values are not told twice in a row, unless a failure was told between. A subscriber may set signals, its own
     * included: it is told of that after it has returned. One that always sets another value never ends.
     *
     * <p>What a subscriber throws is logged; it stays subscribed, and others are told.
     *
     * @param onFailure told what the function that makes the value has thrown; values may follow
     * @return ends it. Whoever drops it stays subscribed for as long as there are the sources.
     */
    Subscription subscribe(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure);

    /** The value that a function makes of this one's. */
    default <R> Signal<R> map(Function<? super T, ? extends R> function) {
        return map(function, Objects::equals);
    }

    /**
     * The value that a function makes of this one's.
     *
     * @param same whether two values count as equal: the later one is dropped then
     */
    <R> Signal<R> map(Function<? super T, ? extends R> function, BiPredicate<? super R, ? super R> same);

    /** The value that a function makes of two others. If one of them has failed the function is not called. */
    static <A, B, R> Signal<R> combine(
            Signal<A> first, Signal<B> second, BiFunction<? super A, ? super B, ? extends R> function) {
        return Derived.of(first, second, function);
    }

    /**
     * The value that a function makes of any number of others; of none as well.
     *
     * @param function takes the values in the order of the signals, as a list that cannot be changed
     */
    static <T, R> Signal<R> combine(
            List<? extends Signal<? extends T>> signals, Function<? super List<T>, ? extends R> function) {
        return Derived.of(signals, function);
    }

    /**
     * The same for Mutiny: each subscriber gets the value as it is now, then the newest one whenever it asks for more and
     * there is another. So there is no overflow. A failure ends the stream; the value itself never completes. To cancel
     * ends the subscription.
     */
    default Multi<T> toMulti() {
        return Multi.createFrom().publisher(toPublisher());
    }

    /** The same for {@link java.util.concurrent.Flow}, as {@link #toMulti}. */
    Publisher<T> toPublisher();
}
