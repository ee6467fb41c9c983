package org.ankurah.reactor;

import org.ankurah.query.Path;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;

/** A condition on what a path leads to that the index looks up without testing it. */
sealed interface IndexCondition {

    /** So much narrower has a condition across references to be than one on an entity's own properties. */
    int ACROSS_REFERENCES = 3;

    /** What the condition is about. */
    Path path();

    /**
     * How many of a thousand changes are guessed to meet it; only compared with others. A path across references
     * counts more: for it the world around an entity has to be asked.
     */
    default long hits() {
        return path().refs().isEmpty() ? guess() : guess() * ACROSS_REFERENCES;
    }

    /** How many of a thousand values are guessed to meet it. */
    long guess();

    /**
     * What the path leads to is this value, or a list with such an element.
     *
     * @param value null means that there is none
     */
    record Equality(Path path, Value value) implements IndexCondition {

        @Override
        public long guess() {
            if (value == Value.NULL || path.type() == ValueType.Scalar.BOOLEAN) {
                return 500;
            }
            if (value instanceof Value.Doc doc && doc.value() instanceof Json.Bool) {
                return 500;
            }
            if (path.type() instanceof ValueType.EnumType) {
                return 200;
            }
            if (path.type() instanceof ValueType.ListType) {
                return 50;
            }
            return path.isId() && path.refs().isEmpty() ? 1 : 10;
        }
    }

    /** The value is on a scale, between two places there, both included. */
    record Range(Path path, Scale scale, OrderKey low, OrderKey high) implements IndexCondition {

        /** The values that are in this range and in another one over the same path and scale. */
        Range intersection(Range other) {
            OrderKey start = low.compareTo(other.low) >= 0 ? low : other.low;
            OrderKey end = high.compareTo(other.high) <= 0 ? high : other.high;
            return new Range(path, scale, start, end);
        }

        boolean isEmpty() {
            return low.compareTo(high) > 0;
        }

        @Override
        public long guess() {
            if (low.equals(high)) {
                return 10;
            }
            if (low.equals(OrderKey.LEAST) || high.equals(OrderKey.GREATEST)) {
                return 400;
            }
            boolean text = scale == Scale.TEXT || scale == Scale.FOLDED_TEXT;
            return switch (text ? OrderKey.commonBytes(low, high) : 0) {
                case 0 -> 100;
                case 1 -> 60;
                case 2 -> 30;
                default -> 15;
            };
        }
    }

    /** The value is text that contains this one once folded. */
    record Substring(Path path, String text) implements IndexCondition {

        @Override
        public long guess() {
            return switch (text.length()) {
                case 1 -> 500;
                case 2 -> 150;
                default -> 40;
            };
        }
    }
}
