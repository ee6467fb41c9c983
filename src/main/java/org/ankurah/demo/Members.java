package org.ankurah.demo;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Coercion;
import org.ankurah.value.Json;
import org.ankurah.value.Value;
import org.ankurah.value.ValueType.Scalar;

/** Reads the members of a JSON object that stands for a value; refuses anything else in words for the client. */
final class Members {

    private final Map<String, Json> members;

    private Members(Map<String, Json> members) {
        this.members = members;
    }

    /** The members of an object that has just these. */
    static Members of(Json json, String example, String... names) {
        if (json instanceof Json.Obj object && object.value().keySet().equals(Set.of(names))) {
            return new Members(object.value());
        }
        throw new IllegalArgumentException("expected an object with "
                + String.join(" and ", new TreeSet<>(Set.of(names))) + ", such as " + example);
    }

    /** A decimal number, written as a number or as text. */
    BigDecimal decimal(String name) {
        try {
            if (Coercion.coerce(new Value.Doc(member(name)), Scalar.DECIMAL) instanceof Value.Decimal decimal) {
                return decimal.value();
            }
        } catch (AnkurahException refused) {
            throw new IllegalArgumentException(name + ": " + refused.getMessage(), refused);
        }
        throw new IllegalArgumentException(name + " cannot be null");
    }

    /** A text. */
    String text(String name) {
        if (member(name) instanceof Json.Str text) {
            return text.value();
        }
        throw new IllegalArgumentException(name + ": expected text");
    }

    private Json member(String name) {
        return members.getOrDefault(name, Json.NULL);
    }
}
