package org.ankurah.node;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.ankurah.model.Ref;
import org.ankurah.query.Parameters;
import org.ankurah.value.AnkurahException;
import org.ankurah.value.Json;
import org.ankurah.value.Ulid;
import org.ankurah.value.Value;
import org.jspecify.annotations.Nullable;

/** Makes values of the objects that Java code passes as query parameters. */
final class JavaValues {

    private JavaValues() {}

    static Parameters parameters(@Nullable Object... parameters) {
        List<Value> values = new ArrayList<>();
        for (Object parameter : parameters) {
            values.add(of(parameter));
        }
        return Parameters.positional(values);
    }

    private static Value of(@Nullable Object object) {
        if (object == null) {
            return Value.NULL;
        }
        if (object instanceof Value value) {
            return value;
        }
        if (object instanceof Boolean bool) {
            return new Value.Bool(bool);
        }
        if (object instanceof Number number) {
            return ofNumber(number);
        }
        if (object instanceof CharSequence || object instanceof Enum<?>) {
            return new Value.Str(object instanceof Enum<?> constant ? constant.name() : object.toString());
        }
        if (object instanceof Collection<?> collection) {
            return new Value.Items(collection.stream().map(JavaValues::of).toList());
        }
        return ofOther(object);
    }

    private static Value ofNumber(Number number) {
        if (number instanceof BigDecimal decimal) {
            return new Value.Decimal(decimal);
        }
        if (number instanceof Double || number instanceof Float) {
            return new Value.Real(number.doubleValue());
        }
        return new Value.Int(number.longValue());
    }

    private static Value ofOther(Object object) {
        if (object instanceof Instant instant) {
            return new Value.Timestamp(instant);
        }
        if (object instanceof LocalDate date) {
            return new Value.Day(date);
        }
        if (object instanceof UUID uuid) {
            return new Value.Uuid(uuid);
        }
        if (object instanceof Ulid id) {
            return new Value.Id(id);
        }
        if (object instanceof Ref<?> ref) {
            return new Value.Id(ref.id());
        }
        if (object instanceof Json json) {
            return new Value.Doc(json);
        }
        throw AnkurahException.badQuery(
                "A parameter cannot be a " + object.getClass().getSimpleName() + ".");
    }
}
