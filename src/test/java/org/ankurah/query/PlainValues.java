package org.ankurah.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Values as plain Java objects, for {@link PlainEvaluator}. Ids, UUIDs and bytes are text that sorts alike. */
final class PlainValues {

    private PlainValues() {}

    static @Nullable Object of(Value value) {
        if (value instanceof Value.Int number) {
            return BigDecimal.valueOf(number.value());
        }
        if (value instanceof Value.Decimal number) {
            return number.value();
        }
        if (value instanceof Value.Real number) {
            return number.value();
        }
        if (value instanceof Value.Str text) {
            return text.value();
        }
        if (value instanceof Value.Bool truth) {
            return truth.value();
        }
        if (value instanceof Value.Timestamp moment) {
            return moment.value();
        }
        if (value instanceof Value.Day day) {
            return day.value();
        }
        if (value instanceof Value.Uuid uuid) {
            return uuid.value().toString();
        }
        if (value instanceof Value.Id id) {
            return id.value().toString();
        }
        if (value instanceof Value.Bytes bytes) {
            return HexFormat.of().formatHex(bytes.value());
        }
        if (value instanceof Value.Items items) {
            return items.value().stream().map(PlainValues::of).toList();
        }
        return value instanceof Value.Doc doc && doc.value() != Json.NULL ? doc.value() : null;
    }

    /** What steps into a document lead to; without steps, the value. */
    static @Nullable Object inside(Value value, List<String> steps) {
        if (!(value instanceof Value.Doc doc)) {
            return of(value);
        }
        Json json = doc.value();
        for (String step : steps) {
            if (json instanceof Json.Obj object) {
                json = object.value().get(step);
            } else if (json instanceof Json.Arr array && step.matches("-?\\d+")) {
                int index = Integer.parseInt(step);
                int place = index < 0 ? array.value().size() + index : index;
                json = place >= 0 && place < array.value().size()
                        ? array.value().get(place)
                        : null;
            } else {
                return null;
            }
        }
        return json == null || json == Json.NULL ? null : json;
    }

    static @Nullable Object text(@Nullable Object value) {
        return value instanceof Json.Str text ? text.value() : value;
    }

    static boolean equal(Object a, Object b) {
        if (a instanceof Json x && b instanceof Json y) {
            return jsonEqual(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            boolean equal = x.size() == y.size();
            for (int i = 0; equal && i < x.size(); i++) {
                equal = equal(x.get(i), y.get(i));
            }
            return equal;
        }
        Integer order = order(a, b);
        return order != null && order == 0;
    }

    /** Null where there is no order. */
    @SuppressWarnings("unchecked")
    static @Nullable Integer order(Object a, Object b) {
        if (a instanceof Json.Num x && b instanceof Json.Num y) {
            return x.value().compareTo(y.value());
        }
        if (a instanceof Json.Str x && b instanceof Json.Str y) {
            return order(x.value(), y.value());
        }
        if (a instanceof Double || b instanceof Double) {
            return Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
        }
        if (a instanceof String x && b instanceof String y) {
            return Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
        }
        return a instanceof Comparable<?> && a.getClass() == b.getClass()
                ? ((Comparable<Object>) a).compareTo(b)
                : null;
    }

    /** Made into a regular expression, one per code point. */
    static boolean like(String text, String pattern, boolean ignoreCase) {
        StringBuilder regex = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == '%') {
                regex.append(".*");
            } else if (points[i] == '_') {
                regex.append('.');
            } else {
                i += points[i] == '\\' ? 1 : 0;
                regex.append(Pattern.quote(folded(Character.toString(points[i]), ignoreCase)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(folded(text, ignoreCase))
                .matches();
    }

    static @Nullable Boolean jsonContains(@Nullable Object whole, @Nullable Object part) {
        if (whole == null || part == null) {
            return null;
        }
        boolean scalar = !(part instanceof Json.Arr) && !(part instanceof Json.Obj);
        return whole instanceof Json.Arr array && scalar
                ? array.value().stream().anyMatch(one -> jsonEqual(one, (Json) part))
                : within((Json) whole, (Json) part);
    }

    private static boolean within(Json whole, Json part) {
        if (part instanceof Json.Obj wanted) {
            return whole instanceof Json.Obj object
                    && wanted.value().entrySet().stream()
                            .allMatch(member -> object.value().containsKey(member.getKey())
                                    && within(object.value().get(member.getKey()), member.getValue()));
        }
        if (part instanceof Json.Arr wanted) {
            return whole instanceof Json.Arr array
                    && wanted.value().stream()
                            .allMatch(one -> array.value().stream().anyMatch(own -> within(own, one)));
        }
        return jsonEqual(whole, part);
    }

    private static boolean jsonEqual(Json a, Json b) {
        if (a instanceof Json.Num x && b instanceof Json.Num y) {
            return x.value().compareTo(y.value()) == 0;
        }
        if (a instanceof Json.Arr x && b instanceof Json.Arr y) {
            return equal(new ArrayList<Object>(x.value()), new ArrayList<Object>(y.value()));
        }
        if (a instanceof Json.Obj x && b instanceof Json.Obj y) {
            Map<String, Json> others = y.value();
            return x.value().keySet().equals(others.keySet())
                    && x.value().entrySet().stream().allMatch(m -> jsonEqual(m.getValue(), others.get(m.getKey())));
        }
        return a.equals(b);
    }

    private static String folded(String text, boolean ignoreCase) {
        StringBuilder folded = new StringBuilder();
        text.codePoints()
                .forEach(c -> folded.appendCodePoint(ignoreCase ? Character.toLowerCase(Character.toUpperCase(c)) : c));
        return folded.toString();
    }
}
