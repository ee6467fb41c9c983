package org.ankurah.signal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A signal whose value a function makes of others'. Its lock is taken before those of its inputs. */
final class Derived<T> extends SignalBase<T> {

    /** The most functions between a signal and its sources: each takes its part of the stack while values are made. */
    static final int MAX_DEPTH = 1_000;

    /**
     * What was made last.
     *
     * @param version of the sources
     * @param step of the batch that it was made in; 0 outside of batches
     * @param inputs what it was made of
     */
    record Memo<T>(long version, long step, List<Answer<?>> inputs, Answer<T> answer) {

        boolean isMadeOf(List<Answer<?>> others) {
            for (int i = 0; i < inputs.size(); i++) {
                if (inputs.get(i) != others.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<SignalBase<?>> inputs;
    private final List<MutableSignal<?>> sources;
    private final int depth;
    private final Function<List<Object>, ? extends T> function;
    private final BiPredicate<? super T, ? super T> same;

    /** Written by whoever holds the lock, and then only by one of a later version; read by anyone. */
    private volatile @Nullable Memo<T> memo;

    private Derived(
            List<? extends Signal<?>> inputs,
            Function<List<Object>, ? extends T> function,
            BiPredicate<? super T, ? super T> same) {
        this.inputs = inputs.stream()
                .<SignalBase<?>>map(input -> (SignalBase<?>) input)
                .toList();
        this.function = Objects.requireNonNull(function);
        this.same = Objects.requireNonNull(same);
        Set<MutableSignal<?>> all = new LinkedHashSet<>();
        int deepest = 0;
        for (SignalBase<?> input : this.inputs) {
            all.addAll(input.sources());
            deepest = Math.max(deepest, input.depth());
        }
        this.sources = List.copyOf(all);
        this.depth = deepest + 1;
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "Signals may be derived from each other " + MAX_DEPTH + " times at most");
        }
    }

    @SuppressWarnings("unchecked") // a list of the values of the inputs, in their order
    static <A, R> Derived<R> of(
            Signal<A> input, Function<? super A, ? extends R> function, BiPredicate<? super R, ? super R> same) {
        Objects.requireNonNull(function);
        return new Derived<>(List.of(input), values -> function.apply((A) values.get(0)), same);
    }

    @SuppressWarnings("unchecked") // likewise
    static <A, B, R> Derived<R> of(
            Signal<A> first, Signal<B> second, BiFunction<? super A, ? super B, ? extends R> function) {
        Objects.requireNonNull(function);
        return new Derived<>(
                List.of(first, second),
                values -> function.apply((A) values.get(0), (B) values.get(1)),
                Objects::equals);
    }

    @SuppressWarnings("unchecked") // likewise
    static <A, R> Derived<R> of(
            List<? extends Signal<? extends A>> inputs, Function<? super List<A>, ? extends R> function) {
        Objects.requireNonNull(function);
        return new Derived<>(List.copyOf(inputs), values -> function.apply((List<A>) values), Objects::equals);
    }

    @Override
    List<MutableSignal<?>> sources() {
        return sources;
    }

    @Override
    int depth() {
        return depth;
    }

    @Override
    BiPredicate<? super T, ? super T> same() {
        return same;
    }

    @Override
    Answer<T> answer(@Nullable Batch batch) {
        Memo<T> known = memo;
        // The sources are read one after another here. If the newest version among them is the known value's, they held
        // what that was made of at some time during this call: when the first of them was read or, if that was later,
        // when the version was given.
        if (batch == null && known != null && known.version() == Moment.versionNow(sources)) {
            return known.answer();
        }
        return super.answer(batch);
    }

    @Override
    @Nullable
    Answer<T> at(Moment moment) {
        long version = moment.version(sources);
        Batch batch = moment.batchOn(sources);
        return batch == null ? shared(moment, version) : inBatch(moment, version, batch);
    }

    private synchronized @Nullable Answer<T> shared(Moment moment, long version) {
        Memo<T> known = memo;
        if (known != null && known.version() >= version) {
            return known.version() == version ? known.answer() : null;
        }
        Memo<T> made = remade(known, moment, version, 0);
        if (made == null) {
            return null;
        }
        memo = made;
        return made.answer();
    }

    /** What nobody else may see is not kept where others look. */
    private @Nullable Answer<T> inBatch(Moment moment, long version, Batch batch) {
        Memo<T> known = batch.memo(this);
        if (known != null && known.version() == version && known.step() == batch.step()) {
            return known.answer();
        }
        Memo<T> made = remade(known == null ? memo : known, moment, version, batch.step());
        if (made == null) {
            return null;
        }
        batch.keep(this, made);
        return made.answer();
    }

    /** @return null if somebody has asked an input for a later moment */
    private @Nullable Memo<T> remade(@Nullable Memo<T> known, Moment moment, long version, long step) {
        List<Answer<?>> answers = new ArrayList<>(inputs.size());
        for (SignalBase<?> input : inputs) {
            Answer<?> answer = input.at(moment);
            if (answer == null) {
                return null;
            }
            answers.add(answer);
        }
        if (known == null) {
            return new Memo<>(version, step, answers, make(answers, null));
        }
        Answer<T> before = known.answer();
        return new Memo<>(version, step, answers, known.isMadeOf(answers) ? before : make(answers, before));
    }

    /** @param before what is kept if the new value is equal */
    private Answer<T> make(List<Answer<?>> answers, @Nullable Answer<T> before) {
        List<Object> values = new ArrayList<>(answers.size());
        for (Answer<?> answer : answers) {
            if (answer instanceof Answer.Failure<?> failed) {
                return new Answer.Failure<>(failed.reason());
            }
            values.add(answer.orThrow());
        }
        List<Object> fixed = List.copyOf(values);
        try {
            return Turn.current().derive(() -> {
                Answer<T> made = new Answer.Value<>(
                        Objects.requireNonNull(function.apply(fixed), "a signal's value may not be null"));
                return before != null && made.isSameAs(before, same) ? before : made;
            });
        } catch (RuntimeException | Error failure) {
            return new Answer.Failure<>(failure);
        }
    }
}
