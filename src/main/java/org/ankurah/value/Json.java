package org.ankurah.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An immutable JSON document. Equality is structural: objects are equal whatever the order of their members,
 * numbers are equal by value ({@code 1.0} equals {@code 1}).
 */
public sealed interface Json {

    /** The JSON {@code null}. */
    Json NULL = Null.INSTANCE;

    /** The document <code>{}</code>. */
    Json EMPTY_OBJECT = new Obj(Map.of());

    /** The JSON {@code null}. */
    enum Null implements Json {
        INSTANCE
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Json {}

    /** A number of any size. */
    record Num(BigDecimal value) implements Json {
        @Override
        public boolean equals(Object other) {
            return other instanceof Num num && value.compareTo(num.value) == 0;
        }

        @Override
        public int hashCode() {
            return value.stripTrailingZeros().hashCode();
        }
    }

    /** Text. */
    record Str(String value) implements Json {}

    /** Elements in order. */
    record Arr(List<Json> value) implements Json {
        public Arr {
            value = List.copyOf(value);
        }
    }

    /** Members by name; the order of insertion is kept for output only. */
    record Obj(Map<String, Json> value) implements Json {
        public Obj {
            value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
        }
    }
}
