package org.ankurah.signal;

import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * What a signal holds. A signal whose value stays the same keeps the same answer, so whoever has used one sees by its
 * identity whether there is anything new.
 */
sealed interface Answer<T> {

    /** The value; otherwise throws the reason why there is none. */
    T orThrow();

    /** Hands the value to one, or the reason why there is none to the other. */
    void tell(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure);

    /** A value, to be told and to be used. */
    record Value<T>(T value) implements Answer<T> {

        @Override
        public T orThrow() {
            return value;
        }

        @Override
        public void tell(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
            onValue.accept(value);
        }
    }

    /** Why there is none, to be thrown at whoever asks. */
    record Failure<T>(Throwable reason) implements Answer<T> {

        @Override
        public T orThrow() {
            if (reason instanceof Error error) {
                throw error;
            }
            if (reason instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(reason);
        }

        @Override
        public void tell(Consumer<? super T> onValue, Consumer<? super Throwable> onFailure) {
            onFailure.accept(reason);
        }
    }

    /** Whether somebody who knows the one learns nothing from the other. */
    default boolean isSameAs(Answer<T> other, BiPredicate<? super T, ? super T> same) {
        if (this == other) {
            return true;
        }
        return this instanceof Value<T> mine
                && other instanceof Value<T> theirs
                && same.test(mine.value(), theirs.value());
    }
}
