package org.ankurah.value;

import java.math.BigDecimal;

/** The way between plain values and JSON documents. */
final class JsonValues {

    private JsonValues() {}

    /** The plain value that a JSON scalar stands for; documents and lists stay documents. */
    static Value plain(Json json) {
        if (json instanceof Json.Str text) {
            return new Value.Str(text.value());
        }
        if (json instanceof Json.Num number) {
            return new Value.Decimal(number.value());
        }
        if (json instanceof Json.Bool truth) {
            return new Value.Bool(truth.value());
        }
        return json == Json.NULL ? Value.NULL : new Value.Doc(json);
    }

    /** The document that says a value: numbers and truth values as such, everything else as its text. */
    static Json of(Value value) {
        if (value instanceof Value.Doc doc) {
            return doc.value();
        }
        if (value instanceof Value.Items items) {
            return new Json.Arr(items.value().stream().map(JsonValues::of).toList());
        }
        if (value instanceof Value.Bool truth) {
            return new Json.Bool(truth.value());
        }
        if (value instanceof Value.Real real) {
            return new Json.Num(BigDecimal.valueOf(real.value()));
        }
        BigDecimal number = Values.exact(value);
        if (number != null) {
            return new Json.Num(number);
        }
        return value == Value.NULL ? Json.NULL : new Json.Str(Values.text(value));
    }

    /**
     * The document if it can be stored.
     *
     * @throws AnkurahException {@code VALIDATION} when it nests too deep, holds text or a number out of bounds
     */
    static Json checked(Json json) {
        check(json, 0);
        return json;
    }

    private static void check(Json json, int depth) {
        if (depth > JsonText.MAX_DEPTH) {
            throw Coercion.refused("a JSON document nests deeper than " + JsonText.MAX_DEPTH);
        }
        if (json instanceof Json.Str text) {
            Coercion.checkedText(text.value());
        } else if (json instanceof Json.Num number) {
            if (!Numbers.inBounds(number.value(), Numbers.MAX_DIGITS)) {
                throw Coercion.refused("a number in a JSON document has at most " + Numbers.MAX_DIGITS + " digits");
            }
        } else if (json instanceof Json.Arr array) {
            array.value().forEach(element -> check(element, depth + 1));
        } else if (json instanceof Json.Obj object) {
            object.value().forEach((name, member) -> {
                Coercion.checkedText(name);
                check(member, depth + 1);
            });
        }
    }
}
