package org.ankurah.query;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;
import org.ankurah.value.Values;

/** Takes in the values of one property and lets them go again. Null is never among them. */
sealed interface Accumulator {

    void add(Value value);

    /** Takes a value away that was added before, or one that is equal in all that is shown. */
    void remove(Value value);

    /** Adds up; knows the scales of decimals. */
    final class Sum implements Accumulator {

        private final Path path;
        private final NavigableMap<Integer, Long> scales = new TreeMap<>();
        private BigDecimal sum = BigDecimal.ZERO;
        private long count;

        Sum(Path path) {
            this.path = path;
        }

        @Override
        public void add(Value value) {
            BigDecimal number = number(value);
            sum = sum.add(number);
            count++;
            if (path.type() == Scalar.DECIMAL) {
                scales.merge(number.scale(), 1L, Long::sum);
            }
        }

        @Override
        public void remove(Value value) {
            BigDecimal number = number(value);
            sum = sum.subtract(number);
            count--;
            if (path.type() == Scalar.DECIMAL) {
                decrement(scales, number.scale());
            }
        }

        Value sum() {
            return count == 0 ? Value.NULL : Figures.sum(path, sum, scales.isEmpty() ? 0 : scales.lastKey());
        }

        Value mean() {
            return count == 0 ? Value.NULL : Figures.mean(path, sum, count);
        }

        private static BigDecimal number(Value value) {
            BigDecimal number = Values.exact(value);
            if (number == null) {
                throw new IllegalArgumentException("no number");
            }
            return number;
        }
    }

    /** Counts each value, in order. */
    final class Counted implements Accumulator {

        /** Equal decimals by scale. */
        static final Comparator<Value> BY_SCALE = GroupKeys.VALUES.thenComparingInt(Counted::scale);

        private final NavigableMap<Value, Long> counts;

        Counted(Comparator<Value> order) {
            this.counts = new TreeMap<>(order);
        }

        @Override
        public void add(Value value) {
            counts.merge(normal(value), 1L, Long::sum);
        }

        @Override
        public void remove(Value value) {
            decrement(counts, normal(value));
        }

        Value least() {
            return counts.isEmpty() ? Value.NULL : counts.firstKey();
        }

        Value greatest() {
            return counts.isEmpty() ? Value.NULL : counts.lastKey();
        }

        Value size() {
            return new Value.Int(counts.size());
        }

        /** Decimals keep their scale, unless it is negative, which is not shown. */
        private static Value normal(Value value) {
            if (value instanceof Value.Decimal decimal) {
                return scale(value) == decimal.value().scale()
                        ? value
                        : new Value.Decimal(decimal.value().setScale(0));
            }
            return GroupKeys.shown(value);
        }

        private static int scale(Value value) {
            return value instanceof Value.Decimal decimal
                    ? Math.max(decimal.value().scale(), 0)
                    : 0;
        }
    }

    private static <K> void decrement(NavigableMap<K, Long> counts, K key) {
        Long count = counts.get(key);
        if (count == null) {
            throw new IllegalArgumentException("a value is taken away that was not added");
        }
        if (count == 1) {
            counts.remove(key);
        } else {
            counts.put(key, count - 1);
        }
    }
}
