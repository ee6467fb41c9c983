package org.ankurah.storage.postgres;

import java.util.ArrayList;
import java.util.List;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType;
import org.ankurah.value.Values;

/** Literals and the SQL types in which they meet a column. */
final class Literals {

    private Literals() {}

    /** Null of SQL, or null of JSON, which counts as no value either. */
    static boolean isNull(Value value) {
        return value == Value.NULL || (value instanceof Value.Doc doc && doc.value() == Json.NULL);
    }

    /**
     * A literal that is compared with a column.
     *
     * @param type the type of the column
     * @param value not null
     */
    static String comparable(Sql sql, ValueType type, Value value) {
        if (type == ValueType.Scalar.DOUBLE && value instanceof Value.Decimal decimal) {
            return sql.text(Double.toString(decimal.value().doubleValue()), "double precision");
        }
        return sql.value(value, typeOf(type, value));
    }

    /** Values as an array that elements of this type are looked for in; null among them stays. */
    static String list(Sql sql, ValueType element, List<Value> values) {
        return sql.text(SqlValues.array(values), SqlTypes.of(element) + "[]");
    }

    /** Of some literals those that a column of this type can equal, in its own terms, and null as such. */
    static List<Value> reachable(ValueType type, List<Value> values) {
        List<Value> reachable = new ArrayList<>();
        for (Value value : values) {
            if (isNull(value)) {
                reachable.add(Value.NULL);
            } else if (isReachable(type, Values.canonical(value))) {
                reachable.add(Values.canonical(value));
            }
        }
        return reachable;
    }

    private static boolean isReachable(ValueType type, Value value) {
        if (type == ValueType.Scalar.DOUBLE) {
            return value instanceof Value.Real;
        }
        if (type == ValueType.Scalar.INT) {
            return value instanceof Value.Int number && number.value() == (int) number.value();
        }
        if (type == ValueType.Scalar.LONG) {
            return value instanceof Value.Int;
        }
        return type != ValueType.Scalar.DECIMAL || !(value instanceof Value.Real);
    }

    /** Numbers keep their own type, since the column may be narrower. */
    private static ValueType typeOf(ValueType column, Value value) {
        if (value instanceof Value.Int) {
            return ValueType.Scalar.LONG;
        }
        if (value instanceof Value.Decimal) {
            return ValueType.Scalar.DECIMAL;
        }
        return value instanceof Value.Real ? ValueType.Scalar.DOUBLE : column;
    }
}
