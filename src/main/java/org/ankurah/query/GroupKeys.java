package org.ankurah.query;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.Values;

/**
 * The keys of groups: how they are shown and in which order. Equal values are shown alike, whichever of them was met
 * first: decimals without trailing zeros, documents with their members in order.
 */
public final class GroupKeys {

    /**
     * Puts shown values in order: ascending, nulls last. Lists are ordered by their first elements that differ.
     * Documents, which have no order of their own, are ordered by kind (null, truth values, numbers, texts, arrays,
     * objects) and then by content.
     */
    public static final Comparator<Value> VALUES = GroupKeys::compare;

    /** Puts keys in order, the first value being the most significant. */
    public static final Comparator<List<Value>> ORDER = GroupKeys::compareAll;

    private GroupKeys() {}

    /** The value that stands for all that are equal to this one; {@link #VALUES} tells no two of them equal. */
    public static Value shown(Value value) {
        if (value instanceof Value.Decimal decimal) {
            return new Value.Decimal(plain(decimal.value()));
        }
        if (value instanceof Value.Items items) {
            return new Value.Items(items.value().stream().map(GroupKeys::shown).toList());
        }
        return value instanceof Value.Doc doc ? new Value.Doc(shown(doc.value())) : value;
    }

    private static Json shown(Json json) {
        if (json instanceof Json.Num number) {
            return new Json.Num(plain(number.value()));
        }
        if (json instanceof Json.Arr array) {
            return new Json.Arr(array.value().stream().map(GroupKeys::shown).toList());
        }
        if (json instanceof Json.Obj object) {
            Map<String, Json> members = new TreeMap<>(Values::compareText);
            object.value().forEach((name, member) -> members.put(name, shown(member)));
            return new Json.Obj(members);
        }
        return json;
    }

    /** The number without trailing zeros behind the point. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static int compareAll(List<Value> a, List<Value> b) {
        Iterator<Value> others = b.iterator();
        for (Value own : a) {
            int order = others.hasNext() ? compare(own, others.next()) : 1;
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int compare(Value a, Value b) {
        if (a == Value.NULL || b == Value.NULL) {
            return Boolean.compare(a == Value.NULL, b == Value.NULL);
        }
        if (a instanceof Value.Items x && b instanceof Value.Items y) {
            return compareAll(x.value(), y.value());
        }
        if (a instanceof Value.Doc x && b instanceof Value.Doc y) {
            return compare(x.value(), y.value());
        }
        return Values.compare(a, b);
    }

    private static int compare(Json a, Json b) {
        if (a instanceof Json.Bool x && b instanceof Json.Bool y) {
            return Boolean.compare(x.value(), y.value());
        }
        if (a instanceof Json.Num x && b instanceof Json.Num y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof Json.Str x && b instanceof Json.Str y) {
            return Values.compareText(x.value(), y.value());
        }
        if (a instanceof Json.Arr x && b instanceof Json.Arr y) {
            return compareElements(x.value(), y.value());
        }
        if (a instanceof Json.Obj x && b instanceof Json.Obj y) {
            return compareMembers(x.value(), y.value());
        }
        return Integer.compare(rank(a), rank(b));
    }

    private static int compareElements(List<Json> a, List<Json> b) {
        Iterator<Json> others = b.iterator();
        for (Json own : a) {
            int order = others.hasNext() ? compare(own, others.next()) : 1;
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int compareMembers(Map<String, Json> a, Map<String, Json> b) {
        Iterator<Map.Entry<String, Json>> others = b.entrySet().iterator();
        for (Map.Entry<String, Json> own : a.entrySet()) {
            if (!others.hasNext()) {
                return 1;
            }
            Map.Entry<String, Json> other = others.next();
            int byName = Values.compareText(own.getKey(), other.getKey());
            int order = byName != 0 ? byName : compare(own.getValue(), other.getValue());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static int rank(Json json) {
        if (json instanceof Json.Bool) {
            return 1;
        }
        if (json instanceof Json.Num) {
            return 2;
        }
        if (json instanceof Json.Str) {
            return 3;
        }
        if (json instanceof Json.Arr) {
            return 4;
        }
        return json instanceof Json.Obj ? 5 : 0;
    }
}
